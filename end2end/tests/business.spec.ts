import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, press, register } from "../helpers/flow";
import { expect, test } from "../helpers/test";

test("a shop of the demo market is accessible and fits", { tag: "@all" }, async ({ page }) => {
  await page.goto("/koperasi");
  await page.locator("main ul a.nama").first().click();
  await page.locator("main a[href^='/toko/']").first().click();
  await expect(page).toHaveURL(/\/toko\//);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const poster = await page.request.get(`${new URL(page.url()).pathname}/poster.pdf`);
  expect(poster.headers()["content-type"]).toBe("application/pdf");
  expect((await poster.body()).subarray(0, 5).toString()).toBe("%PDF-");
});

test("someone opens a business; without a koperasi only they see it", { tag: "@all" }, async ({ page, browser }) => {
  await register(page, "Tini Suryani");
  await page.goto("/usaha/buka");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator("input[name=nama]").fill("Dapur Bu Tini");
  await page.locator("textarea[name=deskripsi]").fill("Emping melinjo sejak 1998.\n\n- asin\n- manis");
  await page.locator("select[name=kecamatan]").selectOption({ label: "Limpung" });
  await page.locator("input[name=desa]").fill("Ngaliyan");
  await page.locator("input[name=buka_1]").fill("08:00");
  await page.locator("input[name=tutup_1]").fill("16:00");
  await press(page, "Buka usaha");
  await expectSaying(page, "Usaha sudah dibuka");
  await expect(page.locator("main")).toContainText("belum tampil untuk pembeli");
  await expectAccessible(page);
  await page.locator("main a[href^='/toko/']:not([href$='.pdf'])").first().click();
  const shop = new URL(page.url()).pathname;
  await expect(page.locator("main li").filter({ hasText: "manis" })).toBeVisible();
  const stranger = await browser.newContext({ baseURL: test.info().project.use.baseURL });
  expect((await stranger.request.get(shop)).status()).toBe(404);
  await stranger.close();
});

test("a permit is entered with its picture, checked by the regency, and shown", async ({ page, browser }) => {
  await signIn(page, account("usaha"), "/usaha/izin");
  await page.locator("select[name=jenis]").selectOption("trademark");
  await page.locator("input[name=nomor]").fill("IDM001234567");
  await page.locator("input[name=berlaku]").fill("2034-06-30");
  await page.locator("input[name=foto]").setInputFiles({ name: "izin.jpg", mimeType: "image/jpeg", buffer: Buffer.from("bukan foto") });
  await press(page, "Kirim untuk diperiksa");
  await expect(page.locator("input[name=foto]")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("input[name=nomor]")).toHaveValue("IDM001234567");
  await press(page, "Kirim untuk diperiksa");
  await expectSaying(page, "terkirim untuk diperiksa");
  await expectAccessible(page);

  const office = await browser.newContext({ ...test.info().project.use });
  const desk = await office.newPage();
  await signIn(desk, account("dinas"), "/dinas/izin");
  await expectAccessible(desk);
  await expectNoSidewaysScroll(desk);
  await desk.getByRole("button", { name: "Verifikasi: IDM001234567" }).click();
  await expectSaying(desk, "Keputusan tersimpan");
  for (const room of ["/dinas", "/dinas/koperasi", "/dinas/angka"]) {
    await desk.goto(room);
    await expectAccessible(desk);
    await expectNoSidewaysScroll(desk);
  }
  await office.close();

  await page.goto("/usaha");
  await page.locator("main a[href^='/toko/']:not([href$='.pdf'])").first().click();
  await expect(page.locator("main")).toContainText("Merek terdaftar");
});

test("standing in the shop, one press fills its position", { tag: "@scripts" }, async ({ browser }) => {
  const context = await browser.newContext({
    ...test.info().project.use,
    geolocation: { latitude: -6.9995, longitude: 109.8655 },
    permissions: ["geolocation"],
  });
  const page = await context.newPage();
  await register(page, "Rini Astuti");
  await page.goto("/usaha/buka");
  await page.getByRole("button", { name: "Pakai tempat saya sekarang" }).click();
  await expect(page.locator("input[name=lat]")).toHaveValue("-6.99950");
  await expect(page.locator("input[name=lng]")).toHaveValue("109.86550");
  await expectAccessible(page);
  await context.close();
});
