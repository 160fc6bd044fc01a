import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, freshPhone, press, register } from "../helpers/flow";
import { expect, test } from "../helpers/test";

test("an officer enters a supplier, a visitor finds it without its number", { tag: "@all" }, async ({ page, browser }) => {
  const chair = account("ketua");
  const room = `/pengurus/${chair.koperasi}/pemasok`;
  const phone = freshPhone();
  const name = `UD Coba ${phone.slice(-7)}`;
  await signIn(page, chair, room);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator(`main a[href='${room}/baru']`).click();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  // Refused once: nothing of what was typed is lost.
  await page.locator("input[name=nama]").fill(name);
  await page.locator("textarea[name=bahan]").fill("Melinjo, kedelai\nGula aren");
  await page.locator("input[name=whatsapp]").fill(phone);
  await press(page, "Simpan");
  await expect(page.locator("#f-kecamatan-salah")).toBeVisible();
  await expect(page.locator("input[name=nama]")).toHaveValue(name);
  await expect(page.locator("input[name=whatsapp]")).toHaveValue(phone);
  await expectAccessible(page);

  await page.locator("select[name=kecamatan]").selectOption("33.25.08");
  await press(page, "Simpan");
  await expectSaying(page, "Pemasok tercatat");
  await expect(page.locator("main a.wa")).toHaveCount(1);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.locator("textarea[name=catatan]").fill("Minta contoh satu kilo dulu.");
  await press(page, "Simpan catatan");
  await expectSaying(page, "Catatan tersimpan");
  await expect(page.locator("textarea[name=catatan]")).toHaveValue("Minta contoh satu kilo dulu.");

  const other = await browser.newContext({ ...test.info().project.use });
  const visitor = await other.newPage();
  await visitor.goto("/pemasok");
  await expectAccessible(visitor);
  await expectNoSidewaysScroll(visitor);
  await visitor.locator("main input[name=q]").fill(name);
  await press(visitor, "Cari");
  await expect(visitor.locator("main a.nama")).toHaveText([name]);
  await visitor.locator("main a.nama").click();
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(visitor.locator("main")).toContainText("hanya tampil untuk pengurus");
  await expect(visitor.locator("main a.wa")).toHaveCount(0);
  expect(await visitor.content()).not.toContain(phone.slice(1));
  expect(await visitor.content()).not.toContain("Minta contoh");
  await expectAccessible(visitor);
  await expectNoSidewaysScroll(visitor);
  await visitor.locator("main .keping a", { hasText: "Melinjo" }).click();
  await expect(visitor).toHaveURL(/\/pemasok\?bahan=melinjo$/);
  await other.close();
});

test("an archived supplier is gone for visitors and comes back", async ({ page, browser }) => {
  const chair = account("ketua");
  const room = `/pengurus/${chair.koperasi}/pemasok`;
  const phone = freshPhone();
  await signIn(page, chair, `${room}/baru`);
  await page.locator("input[name=nama]").fill(`UD Sementara ${phone.slice(-7)}`);
  await page.locator("textarea[name=bahan]").fill("Melinjo");
  await page.locator("input[name=kota]").fill("Kota Pekalongan");
  await page.locator("input[name=telepon]").fill(phone);
  await press(page, "Simpan");
  await expectSaying(page, "Pemasok tercatat");
  const slug = new URL(page.url()).pathname.split("/").pop();

  const other = await browser.newContext({ ...test.info().project.use });
  const visitor = await other.newPage();
  expect((await visitor.goto(`/pemasok/${slug}`))?.status()).toBe(200);
  await page.locator("main summary", { hasText: "Arsipkan" }).click();
  await press(page, "Ya, arsipkan");
  await expectSaying(page, "Pemasok diarsipkan");
  await expectAccessible(page);
  // A page that is asked for often is kept for two seconds at most.
  await expect.poll(async () => (await visitor.goto(`/pemasok/${slug}`))?.status()).toBe(404);
  await press(page, "Kembalikan");
  await expectSaying(page, "Pemasok tampil lagi");
  await expect.poll(async () => (await visitor.goto(`/pemasok/${slug}`))?.status()).toBe(200);
  await other.close();
});

test("an officer of another koperasi reads the number and keeps a note of their own", async ({ page }) => {
  const [first, second] = [account("ketua").koperasi, account("ketua", "kud-tani-makmur-bandar").koperasi];
  expect(first).not.toBe(second);
  await signIn(page, account("ketua", second), `/pengurus/${second}/pemasok/ud-melinjo-barokah`);
  await expect(page.locator("main a[href^='tel:']")).toHaveCount(1);
  await expect(page.locator("main a[href$='/ubah']")).toHaveCount(0);
  await expect(page.locator("textarea[name=catatan]")).not.toHaveValue(/Panen raya/);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const refused = await page.goto(`/pengurus/${second}/pemasok/ud-melinjo-barokah/ubah`);
  expect(refused?.status()).toBe(403);
});

test("a person without a duty does not see the number", async ({ page }) => {
  await register(page, "Orang Biasa");
  await page.goto("/pemasok/ud-melinjo-barokah");
  await expect(page.locator("main")).toContainText("hanya tampil untuk pengurus");
  await expect(page.locator("main a[href^='tel:']")).toHaveCount(0);
});
