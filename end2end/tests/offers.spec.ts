import type { Page } from "@playwright/test";
import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, freshPhone, press } from "../helpers/flow";
import { expect, test } from "../helpers/test";

// Three people, and axe on each page of theirs.
test.describe.configure({ timeout: 180_000 });

/** A day so many days from now, as a date input takes it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** A supplier of a material that only this test buys; gives its name and slug. */
async function enterSupplier(page: Page, room: string, material: string): Promise<{ name: string; slug: string }> {
  const phone = freshPhone();
  const name = `UD Tanya ${phone.slice(-7)}`;
  await page.goto(`${room}/pemasok/baru`);
  await page.locator("input[name=nama]").fill(name);
  await page.locator("textarea[name=bahan]").fill(`${material} (kg)`);
  await page.locator("input[name=kota]").fill("Kota Pekalongan");
  await page.locator("input[name=whatsapp]").fill(phone);
  await press(page, "Simpan");
  await expectSaying(page, "Pemasok tercatat");
  return { name, slug: new URL(page.url()).pathname.split("/").pop()! };
}

test("an officer asks two suppliers, who answer by their links alone, compares and accepts", { tag: "@all" }, async ({ page, browser }) => {
  const chair = account("ketua");
  const room = `/pengurus/${chair.koperasi}`;
  const material = `Bahan Uji ${freshPhone().slice(-7)}`;
  await signIn(page, chair, `${room}/penawaran`);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const suppliers = [await enterSupplier(page, room, material), await enterSupplier(page, room, material)];

  // Narrowed to those who deal in it; refused once, and nothing is lost.
  const slug = material.toLowerCase().replaceAll(" ", "-");
  await page.goto(`${room}/permintaan/baru?bahan=${slug}`);
  await expect(page.locator("input[name=pemasok]")).toHaveCount(2);
  await expect(page.locator("input[name=satuan]")).toHaveValue("kg");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  for (const supplier of suppliers) await page.locator(`input[name=pemasok][value='${supplier.slug}']`).check();
  await page.locator("input[name=kebutuhan]").fill("nol");
  await press(page, "Buat tautan");
  await expect(page.locator("#f-kebutuhan-salah")).toBeVisible();
  await expect(page.locator("input[name=pemasok]:checked")).toHaveCount(2);
  await expectAccessible(page);
  await page.locator("input[name=kebutuhan]").fill("600");
  await press(page, "Buat tautan");
  await expectSaying(page, "Tautan sudah jadi");
  const request = new URL(page.url()).pathname;
  await expect(page.locator("main a.wa")).toHaveCount(2);
  await expect(page.locator("main a.wa").first()).toHaveAttribute("href", /^https:\/\/wa\.me\/62811\d+\?text=Halo/);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const links = await page.locator("main input[readonly]").evaluateAll((fields) => fields.map((f) => (f as HTMLInputElement).value));
  const paths = links.map((link) => new URL(link).pathname);
  expect(paths).toHaveLength(2);

  // The officer's own look is no supplier's.
  await page.goto(paths[0]);
  await expect(page.locator("main [role=status]").first()).toContainText("dilihat pemasok");
  await expectAccessible(page);

  const other = await browser.newContext({ ...test.info().project.use });
  const supplier = await other.newPage();
  for (const [nth, path] of paths.entries()) {
    await supplier.goto(path);
    await expect(supplier.getByRole("heading", { level: 1 })).toContainText(material);
    await expect(supplier.locator("main")).toContainText("600 kg");
    await expectAccessible(supplier);
    await expectNoSidewaysScroll(supplier);
    const prices = supplier.locator("input[name=harga]");
    const amounts = supplier.locator("input[name=mulai]");
    await prices.nth(0).fill(nth === 0 ? "14.000" : "13.000");
    await supplier.locator("main summary", { hasText: "bila beli banyak" }).click();
    await amounts.nth(1).fill("500");
    await prices.nth(1).fill("15.000");
    await press(supplier, "Kirim penawaran");
    await expect(supplier.locator("#f-harga-1-salah")).toBeVisible();
    await expectAccessible(supplier);
    // What is filled stays open.
    await prices.nth(1).fill(nth === 0 ? "13.500" : "12.800");
    await supplier.locator("main summary", { hasText: "Kemasan dan ongkos" }).click();
    await supplier.locator("input[name=isi_kemasan]").fill("50");
    await press(supplier, "Kirim penawaran");
    await expect(supplier.getByRole("heading", { level: 1 })).toHaveText("Penawaran Anda sudah terkirim");
    await expect(supplier.locator("main")).toContainText(nth === 0 ? "Rp13.500" : "Rp12.800");
    await expectAccessible(supplier);
    await expectNoSidewaysScroll(supplier);
  }

  await page.goto(request);
  await expect(page.locator("main .daftar tbody tr")).toHaveCount(2);
  await expect(page.locator("main .daftar tbody tr", { hasText: "Paling murah" })).toHaveCount(1);
  await expect(page.locator("main .bagan svg text").first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await press(page, "Terima penawaran ini");
  await expect(page.locator("#f-alasan-salah")).toBeVisible();
  await page.locator("input[name=alasan]").fill("Paling murah untuk kebutuhan ini.");
  await press(page, "Terima penawaran ini");
  await expectSaying(page, "Penawaran diterima");
  await expect(page.locator("main .daftar tbody tr", { hasText: "Dipilih" })).toHaveCount(1);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await supplier.goto(paths[1]);
  await expect(supplier.locator("main")).toContainText("Penawaran Anda diterima");
  await supplier.goto(paths[0]);
  await expect(supplier.locator("main")).toContainText("memakai penawaran lain");
  await other.close();

  await page.locator("main a", { hasText: "Lihat penawaran" }).click();
  await expect(page.locator("main .bagan svg text").first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("a price that an officer heard is written down, and a new one is a new version", async ({ page }) => {
  const chair = account("ketua");
  const room = `/pengurus/${chair.koperasi}`;
  const material = `Bahan Uji ${freshPhone().slice(-7)}`;
  await signIn(page, chair, `${room}/pemasok/baru`);
  const { slug } = await enterSupplier(page, room, material);
  const bought = material.toLowerCase().replaceAll(" ", "-");
  for (const [price, version] of [
    ["14.000", "Versi 1"],
    ["14.250", "Versi 2"],
  ]) {
    await page.goto(`${room}/penawaran/baru?pemasok=${slug}&bahan=${bought}`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.locator("input[name=satuan]").fill("kg");
    await page.locator("input[name=harga]").first().fill(price);
    await page.locator("input[name=berlaku_sampai]").fill(inDays(30));
    await press(page, "Simpan penawaran");
    await expectSaying(page, "Penawaran tersimpan");
    await expect(page.locator("main h2").filter({ hasText: version })).toHaveCount(1);
  }
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator("main summary", { hasText: "Tarik penawaran" }).first().click();
  await press(page, "Ya, tarik");
  await expectSaying(page, "Penawaran ditarik");
  await page.goto(`${room}/penawaran`);
  await expect(page.locator("main .daftar tbody tr", { hasText: material })).toContainText("Rp14.000");
});

test("a link that nobody made says so", async ({ page }) => {
  const answer = await page.goto("/penawaran/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tautan ini tidak dikenali");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
