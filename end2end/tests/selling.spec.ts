import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, press } from "../helpers/flow";
import { expect, test } from "../helpers/test";

test("how a shop sells and why to trust it is read on the way to its page", { tag: "@all" }, async ({ page }) => {
  await page.goto("/cari");
  await page.locator(".produk a.nama").first().click();
  await expectAccessible(page);
  await expect(page.locator("main")).toContainText("di Guyub sejak");
  await page.locator("main").getByRole("link", { name: "Cara belanja" }).first().click();
  await expect(page).toHaveURL(/\/toko\/[^/]+#cara-belanja$/);
  await expect(page.locator("#cara-belanja")).toContainText("Bayar");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("a shop is hidden and shown again", { tag: "@all" }, async ({ page }) => {
  await signIn(page, account("pembeli"), "/cari");
  await page.locator(".produk a.nama").first().click();
  await page.locator("main").getByRole("link", { name: "Cara belanja" }).first().click();
  const name = await page.locator("h1").innerText();
  await press(page, "Sembunyikan toko ini");
  await expectSaying(page, "tidak tampil lagi");
  await expectAccessible(page);
  await page.goto("/akun/toko-tersembunyi");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: `Tampilkan lagi: ${name}` }).click();
  await expectSaying(page, "tampil lagi");
  await expect(page.getByRole("button", { name: `Tampilkan lagi: ${name}` })).toHaveCount(0);
});
