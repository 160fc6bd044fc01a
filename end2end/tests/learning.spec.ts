import type { Browser, Page } from "@playwright/test";
import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, press } from "../helpers/flow";
import { expect, test } from "../helpers/test";

/** A word that nothing on the market has, and that looks like none: letters from the clock. */
function unheardOf(): string {
  const digits = `${Date.now()}${process.pid}`;
  return `qx${[...digits].map((digit) => "bcdfghjkvw"[Number(digit)]).join("")}`.slice(0, 30);
}

/** Somebody who is not signed in, seen as the project sees pages. */
async function visitor(browser: Browser): Promise<Page> {
  const { baseURL, viewport, hasTouch, javaScriptEnabled, locale } = test.info().project.use;
  const context = await browser.newContext({ baseURL, viewport, hasTouch, javaScriptEnabled, locale });
  return context.newPage();
}

/** The line of a word in one of the room's lists, once the servers have told of it. */
async function lineOf(operator: Page, list: string, word: string) {
  const line = operator.getByRole("table", { name: list }).getByRole("row").filter({ hasText: word });
  await expect(async () => {
    await operator.goto("/operator/pencarian?hari=7");
    await expect(line).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  return line;
}

test("what is searched for and not there is seen, taught and found", async ({ page, browser }) => {
  const word = unheardOf();
  const buyer = await visitor(browser);
  for (let times = 0; times < 3; times += 1) await buyer.goto(`/cari?q=${word}`);
  await expect(buyer.locator(".kosong-saja")).toBeVisible();
  await signIn(page, account("operator"), "/operator");
  const line = await lineOf(page, "Tidak ada hasilnya", word);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await line.getByRole("link", { name: /Tambah sinonim/ }).click();
  await expect(page.locator("#f-istilah")).toHaveValue(word);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  // A slip first: nothing of it is lost.
  await page.locator("#f-artinya").fill(word);
  await press(page, "Tambah");
  await expect(page.locator(".ringkasan")).toBeVisible();
  await expectAccessible(page);
  await page.locator("#f-artinya").fill("emping");
  await press(page, "Tambah");
  await expectSaying(page, "Sinonim tersimpan");
  await expect(async () => {
    await buyer.goto(`/cari?q=${word}`);
    await expect(buyer.locator("main a.nama").first()).toContainText(/emping/i, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  // What is found and opened counts as opened, with scripts and without.
  await buyer.locator("main a.nama").first().click();
  await expect(buyer).toHaveURL(/\/produk\//);
  const opened = page.getByRole("table", { name: "Paling sering dicari" }).getByRole("row").filter({ hasText: word });
  await expect(async () => {
    await page.goto("/operator/pencarian?hari=7");
    await expect(opened).toContainText(/[1-9]\d* %/, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await buyer.context().close();
});

test("a synonym is looked up, changed and removed", async ({ page }) => {
  const word = unheardOf();
  await signIn(page, account("operator"), "/operator/sinonim");
  await page.locator("#f-istilah").fill(word);
  await page.locator("#f-artinya").fill("keripik");
  await press(page, "Tambah");
  await expectSaying(page, "Sinonim tersimpan");
  await page.goto(`/operator/sinonim?cari=${word}`);
  const entry = page.locator("details.kategori-satu");
  await expect(entry).toHaveCount(1);
  await entry.locator("summary").first().click();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await entry.locator("input[name=artinya]").fill("kerupuk");
  await entry.getByRole("button", { name: /Simpan/ }).click();
  await expectSaying(page, "Sinonim tersimpan");
  await expect(entry.locator("summary").first()).toContainText("kerupuk");
  await entry.locator("summary").first().click();
  await entry.locator(".yakin summary").click();
  await entry.getByRole("button", { name: "Ya, hapus" }).click();
  await expectSaying(page, "Sinonim dihapus");
  await expect(page.locator(".kosong-saja")).toBeVisible();
});
