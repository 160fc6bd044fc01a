import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expect, test } from "../helpers/test";

async function search(page: Page, words: string): Promise<void> {
  await page.goto("/");
  await page.locator("input[name=q]").first().fill(words);
  await page.locator("input[name=q]").first().press("Enter");
  await expect(page).toHaveURL(/\/cari\?/);
}

test("a misspelt search finds the product, and it opens", { tag: "@all" }, async ({ page }) => {
  await search(page, "empng mlinjo");
  await expect(page.locator("main a.nama").first()).toContainText(/emping/i);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const name = await page.locator("main a.nama").first().innerText();
  await page.locator("main a.nama").first().click();
  await expect(page.locator("h1")).toHaveText(name);
  // Whatever the screen, the picture is what one sees first.
  const picture = await page.locator("main img").first().boundingBox();
  expect(picture!.width).toBeGreaterThan(300);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("what nothing has is no dead end", { tag: "@all" }, async ({ page }) => {
  await page.goto("/cari?q=pesawat+terbang+jet");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator("main a[href^='/cari?']").first().click();
  await expect(page.locator("main a.nama").first()).toBeVisible();
});

test("filters narrow, stand above the hits, and go away again", { tag: "@all" }, async ({ page }) => {
  await page.goto("/cari?q=batik&harga_maks=200000&urut=termurah");
  await expectAccessible(page);
  const prices = await page.locator("main .harga b").allInnerTexts();
  const amounts = prices.map((price) => Number(price.replace(/\D/g, "")));
  expect(amounts.length).toBeGreaterThan(1);
  expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
  expect(Math.max(...amounts)).toBeLessThanOrEqual(200_000);
  await page.locator(".saringan a").first().click();
  await expect(page).not.toHaveURL(/harga_maks/);
});

test("suggestions come while typing, and the keyboard takes one", { tag: "@scripts" }, async ({ page }) => {
  await page.goto("/cari");
  const box = page.getByRole("combobox");
  await expect(page.locator("leptos-island").first()).toBeAttached();
  await box.pressSequentially("empi", { delay: 60 });
  const first = page.getByRole("option").first();
  await expect(first).toContainText(/emping/i);
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await expectAccessible(page);
  await box.press("ArrowDown");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await box.press("Enter");
  await expect(page).toHaveURL(/kategori=emping|\/(produk|toko)\/[a-z0-9-]*emping/);
});

test("near me asks only when pressed, and shows how far", { tag: "@scripts" }, async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: test.info().project.use.baseURL,
    geolocation: { latitude: -6.9995, longitude: 109.8655 },
    permissions: ["geolocation"],
  });
  const page = await context.newPage();
  await page.goto("/cari?q=teh");
  await page.getByRole("button", { name: "Dekat tempat saya" }).click();
  await expect(page).toHaveURL(/lat=-6\.99950&lng=109\.86550/);
  await expect(page.locator("main")).toContainText(/\d (km|m)\b/);
  await context.close();
});
