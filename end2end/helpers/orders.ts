import { type Page } from "@playwright/test";
import { freshPhone, press } from "./flow";
import { expect } from "./test";

/** Orders something that the signed-in seller has on sale, without an account; gives the order's address. */
export async function ordered(seller: Page, buyer: Page): Promise<string> {
  await seller.goto("/usaha/produk?keadaan=terbit");
  const links = await seller.locator("main a.barang").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  for (const link of links) {
    await buyer.goto(link.replace(/^\/usaha/, "").split("?")[0]);
    if ((await buyer.locator("main form[action='/keranjang']").count()) > 0) break;
  }
  await press(buyer, "Tambah ke keranjang");
  await buyer.locator("main a[href^='/pesanan/baru/']").first().click();
  await buyer.locator("input[name=nama]").fill("Wulan Pertiwi");
  await buyer.locator("input[name=telepon]").fill(freshPhone());
  await buyer.locator("input[name=cara_terima][value=ambil]").check();
  await buyer.locator("input[name=cara_bayar][value=tunai]").check();
  await press(buyer, "Pesan sekarang");
  await expect(buyer).toHaveURL(/\/pesanan\/[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  return new URL(buyer.url()).pathname;
}

/** The seller takes the order on until it waits to be fetched. */
export async function madeReady(seller: Page, path: string): Promise<void> {
  await seller.goto(`/usaha${path}`);
  for (const step of ["Terima pesanan", "Mulai siapkan", "Siap diambil"]) await press(seller, step);
}
