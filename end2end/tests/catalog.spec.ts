import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, press } from "../helpers/flow";
import { drawn, PIXEL } from "../helpers/pictures";
import { expect, test } from "../helpers/test";

test("a product is written, refused, mended, published and found", { tag: "@all" }, async ({ page, browser }) => {
  const name = `Emping uji ${Date.now().toString(36)}`;
  await signIn(page, account("usaha"), "/usaha/produk/baru");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator("input[name=nama]").fill(name);
  await page.locator("select[name=kategori]").selectOption("emping");
  await page.locator("textarea[name=deskripsi]").fill("</textarea><script>alert(1)</script>\n\n- renyah");
  await page.locator("input[name=harga]").fill("1.000,50");
  await page.locator("input[name=satuan]").fill("bungkus 250 g");
  await page.locator("input[name=stok]").fill("40");
  await page.locator("input[name=grosir_jumlah]").first().fill("10");
  await page.locator("input[name=grosir_harga]").first().fill("15.000");
  await press(page, "Terbitkan");
  await expect(page.locator("input[name=harga]")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("input[name=harga]")).toHaveValue("1.000,50");
  await expect(page.locator("textarea[name=deskripsi]")).toHaveValue("</textarea><script>alert(1)</script>\n\n- renyah");
  await expectAccessible(page);
  await page.locator("input[name=harga]").fill("Rp 16.000");
  await press(page, "Terbitkan");
  await expectSaying(page, "sudah tampil di pasar");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const buyer = await browser.newContext({ baseURL: test.info().project.use.baseURL });
  const shelf = await buyer.newPage();
  await shelf.goto(new URL(page.url()).pathname.replace("/usaha", ""));
  await expect(shelf.locator("h1")).toHaveText(name);
  await expect(shelf.locator(".harga-besar")).toContainText("Rp16.000");
  await expect(shelf.locator(".tangga tbody tr")).toHaveCount(2);
  await expect(shelf.locator("main li").filter({ hasText: "renyah" })).toBeVisible();
  await expectAccessible(shelf);
  await expectNoSidewaysScroll(shelf);
  await buyer.close();

  await page.goto("/usaha/produk");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("a file that is no photo is refused beside its field, the rest kept", async ({ page }) => {
  await signIn(page, account("usaha"), "/usaha/produk/baru");
  await page.locator("input[name=nama]").fill("Opak uji");
  await page.locator("input[name=foto]").setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer: PIXEL.subarray(0, 40) });
  await press(page, "Simpan sebagai draf");
  await expect(page.locator("input[name=foto]")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("input[name=nama]")).toHaveValue("Opak uji");
});

test("a photo is made smaller on the phone, sent, and shown", { tag: "@scripts" }, async ({ page }) => {
  await signIn(page, account("usaha"), "/usaha/produk/baru");
  // As large as a phone's camera makes them.
  const buffer = await drawn(page, 3000, 2000);
  const input = page.locator("input[name=foto]");
  await input.setInputFiles({ name: "kamera.jpg", mimeType: "image/jpeg", buffer });
  await expect(page.locator(".foto-pilihan li")).toHaveCount(1, { timeout: 15_000 });
  await expect(page.locator(".foto-pilihan li")).toContainText("menjadi");
  const sent = await input.evaluate((field: HTMLInputElement) => field.files![0].size);
  expect(sent).toBeLessThan(buffer.length / 2);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  // Refused first: the photo stays chosen, and what is wrong is said.
  await page.locator("input[name=nama]").fill("Opak berfoto");
  await page.locator("select[name=kategori]").selectOption("emping");
  await page.locator("input[name=satuan]").fill("bungkus");
  await press(page, "Terbitkan");
  await expect(page.locator("input[name=harga]")).toHaveAttribute("aria-invalid", "true");
  await page.locator("input[name=harga]").fill("12.000");
  await press(page, "Terbitkan");
  await expectSaying(page, "sudah tampil di pasar");
  const picture = page.locator("main img").first();
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBeGreaterThan(0);
});

test("a sheet is read, looked at, and taken over", { tag: "@all" }, async ({ page }) => {
  await signIn(page, account("usaha"), "/usaha/produk/impor");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const sheet = "nama;kategori;harga;satuan\nKopi uji;Kopi bubuk;12.500;250 g\nRusak;Pesawat;nol;kg\n";
  await page.locator("input[name=berkas]").setInputFiles({ name: "daftar.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await press(page, "Baca berkas");
  await expect(page.locator("tbody tr").first()).toContainText("Perlu diperbaiki");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await press(page, "Ambil yang benar saja, 1 produk");
  await expect(page.locator("main")).toContainText("1 produk tersimpan sebagai draf", { timeout: 20_000 });
});
