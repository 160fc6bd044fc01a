import { type Page } from "@playwright/test";
import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, freshPhone, press } from "../helpers/flow";
import { expect, test } from "../helpers/test";

// A seller and a buyer, each looked at after every step.
test.describe.configure({ timeout: 120_000 });

const look = async (page: Page) => {
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
};

/** A product of the seller's that can be had now, as a buyer finds it. */
async function onSale(seller: Page, buyer: Page): Promise<string> {
  await seller.goto("/usaha/produk?keadaan=terbit");
  const links = await seller.locator("main a.barang").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  for (const link of links) {
    const page = link.replace(/^\/usaha/, "").split("?")[0];
    await buyer.goto(page);
    if ((await buyer.locator("main form[action='/keranjang']").count()) > 0) return page;
  }
  throw new Error(`nothing of ${links.length} products is on sale`);
}

/** Orders one of a product without an account; gives the order's address. */
async function order(seller: Page, buyer: Page): Promise<string> {
  await onSale(seller, buyer);
  await press(buyer, "Tambah ke keranjang");
  await buyer.locator("main a[href^='/pesanan/baru/']").first().click();
  await buyer.locator("input[name=nama]").fill(`Bu Pesan ${Date.now() % 100_000}`);
  await buyer.locator("input[name=telepon]").fill(freshPhone());
  await buyer.locator("input[name=cara_terima][value=ambil]").check();
  await buyer.locator("input[name=cara_bayar][value=tunai]").check();
  await press(buyer, "Pesan sekarang");
  await expect(buyer).toHaveURL(/\/pesanan\/[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  return new URL(buyer.url()).pathname;
}

test("an order is accepted, prepared, fetched and done", { tag: "@all" }, async ({ page, browser }) => {
  const buyer = await (await browser.newContext({ ...test.info().project.use })).newPage();
  await signIn(page, account("usaha"), "/usaha");
  const path = await order(page, buyer);
  const number = path.split("/").pop()!;
  await look(buyer);
  await expect(buyer.locator("#keadaan")).toContainText("Menunggu jawaban");

  await page.goto("/usaha/pesanan");
  await look(page);
  await page.getByRole("button", { name: `Terima: ${number}` }).click();
  await expectSaying(page, "diterima");
  await page.locator("main").getByRole("link", { name: number }).click();
  await look(page);
  await press(page, "Mulai siapkan");
  await expectSaying(page, "disiapkan");
  await press(page, "Siap diambil");
  await expectSaying(page, "siap diambil");
  await look(page);

  await buyer.goto(path);
  await expect(buyer.locator("#keadaan")).toContainText("Siap diambil");
  await look(buyer);
  await press(buyer, "Barang sudah saya terima");
  await expectSaying(buyer, "Terima kasih");
  await expect(buyer.locator("#keadaan")).toContainText("Lunas");
  await look(buyer);
  await buyer.goto("/pesanan?keadaan=selesai");
  await expect(buyer.locator("main")).toContainText(number);
  await look(buyer);
  await buyer.context().close();
});

test("a refusal says why, and what was typed is not lost", { tag: "@all" }, async ({ page, browser }) => {
  const buyer = await (await browser.newContext({ ...test.info().project.use })).newPage();
  await signIn(page, account("usaha"), "/usaha");
  const path = await order(page, buyer);
  const number = path.split("/").pop()!;
  await page.goto("/usaha/pesanan?keadaan=baru");
  await page.locator("main").getByRole("link", { name: number }).click();
  await page.locator("main summary", { hasText: "Tolak pesanan" }).click();
  await page.locator("main form[action*='/tolak'] button").click();
  await expect(page.locator("#tolak-alasan-salah")).toBeVisible();
  await look(page);
  await page.locator("input[name=alasan]").fill("Bahannya sedang habis.");
  await page.locator("main form[action*='/tolak'] button").click();
  await expectSaying(page, "ditolak");
  await buyer.goto(path);
  await expect(buyer.locator("#keadaan")).toContainText("Bahannya sedang habis.");
  await look(buyer);
  // The same again is a press away.
  await press(buyer, "Pesan lagi");
  await expect(buyer).toHaveURL(/\/keranjang$/);
  await buyer.context().close();
});

// Without scripts the page is loaded again by hand.
test("a page that is open follows what the seller does", { tag: "@scripts" }, async ({ page, browser }) => {
  const buyer = await (await browser.newContext({ ...test.info().project.use })).newPage();
  await signIn(page, account("usaha"), "/usaha");
  const path = await order(page, buyer);
  await page.goto(`/usaha${path}`);
  await press(page, "Terima pesanan");
  await expect(buyer.locator("#keadaan")).toContainText("Diterima penjual", { timeout: 15_000 });
  await buyer.context().close();
});

test("a seller's open list says that an order has come, and moves nothing", { tag: "@scripts" }, async ({ page, browser }) => {
  const buyer = await (await browser.newContext({ ...test.info().project.use })).newPage();
  await signIn(page, account("usaha"), "/usaha");
  const seller = await page.context().newPage();
  await seller.goto("/usaha/pesanan");
  const bar = seller.locator("[data-kabar] [data-baru]");
  await expect(bar).toBeHidden();
  const path = await order(page, buyer);
  const number = path.split("/").pop()!;
  // Whoever comes back to the page need not wait.
  const top = await seller.locator("h1").boundingBox();
  await seller.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(bar).toBeVisible();
  expect(await seller.locator("h1").boundingBox()).toEqual(top);
  await expectAccessible(seller);
  await bar.getByRole("link", { name: "Muat ulang" }).click();
  await expect(seller.locator("main")).toContainText(number);
  await expect(bar).toBeHidden();
  await buyer.context().close();
});
