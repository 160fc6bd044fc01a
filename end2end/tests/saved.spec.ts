import type { Browser, Page } from "@playwright/test";
import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, press, register } from "../helpers/flow";
import { expect, test } from "../helpers/test";

// The server looks for who waits every twenty seconds.
test.describe.configure({ timeout: 120_000 });

const TELL_ME = "Beri tahu saya kalau ada";

/** A word that nothing has, nor anything near to it: other projects run the same tests at the same time. */
function freshWord(): string {
  return Array.from({ length: 12 }, () => "bcdfghjklmnpqrstvwxyz"[Math.floor(Math.random() * 21)]).join("");
}

/** The first shop of the demo offers it. */
async function publish(browser: Browser, word: string): Promise<string> {
  const name = `Wajik ${word}`;
  const context = await browser.newContext({ baseURL: test.info().project.use.baseURL });
  const page = await context.newPage();
  await signIn(page, account("usaha"), "/usaha/produk/baru");
  await page.locator("input[name=nama]").fill(name);
  await page.locator("select[name=kategori]").selectOption("emping");
  await page.locator("input[name=harga]").fill("16.000");
  await page.locator("input[name=satuan]").fill("bungkus 250 g");
  await page.locator("input[name=stok]").fill("40");
  await press(page, "Terbitkan");
  await expectSaying(page, "sudah tampil di pasar");
  await context.close();
  return name;
}

async function searchInVain(page: Page, word: string): Promise<void> {
  await page.goto(`/cari?q=${word}`);
  await expect(page.getByRole("button", { name: TELL_ME })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

test("who waits for something is told when it is there", { tag: "@all" }, async ({ page, browser }) => {
  const word = freshWord();
  await register(page, "Sri Wahyuni");
  await expect(page.locator("a.lonceng")).toHaveAccessibleName("Kabar");
  await searchInVain(page, word);
  await press(page, TELL_ME);
  await expectSaying(page, "Kami beri tahu kalau ada");
  await expect(page).toHaveURL(new RegExp(`/cari\\?q=${word}$`));
  await page.goto("/akun/pencarian");
  await expect(page.locator("main tbody tr")).toContainText([word]);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const name = await publish(browser, word);
  const bell = page.getByRole("link", { name: "Kabar, 1 belum dibaca" });
  await expect(async () => {
    await page.goto("/akun");
    await expect(bell).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000, intervals: [2_000] });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await bell.click();
  await expect(page).toHaveURL(/\/akun\/kabar$/);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator("main").getByRole("link", { name: new RegExp(name) }).click();
  await expect(page.locator("h1")).toHaveText(name);
  await expect(page.locator("a.lonceng")).toHaveAccessibleName("Kabar");
  await page.goto("/akun/pencarian");
  await expect(page.locator("main").getByRole("link", { name })).toBeVisible();
  await press(page, `Hapus: ${word}`);
  await expectSaying(page, "sudah dihapus");
  await expect(page.locator("main tbody tr")).toHaveCount(0);
});

test("who is not signed in leaves it by way of the sign-in", { tag: "@all" }, async ({ page, browser }) => {
  const other = await browser.newContext({ baseURL: test.info().project.use.baseURL });
  const me = await register(await other.newPage(), "Budi Santoso");
  await other.close();
  const word = freshWord();
  await searchInVain(page, word);
  await press(page, TELL_ME);
  await expect(page).toHaveURL(/\/masuk\?/);
  await page.locator("input[name=telepon]").fill(me.phone);
  await page.locator("input[name=kata_sandi]").fill(me.password);
  await press(page, "Masuk");
  await expect(page).toHaveURL(/\/cari\/kabari\?/);
  await expect(page.locator("main")).toContainText(word);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await press(page, TELL_ME);
  await expectSaying(page, "Kami beri tahu kalau ada");
  await page.goto("/akun/pencarian");
  await expect(page.locator("main tbody tr")).toContainText([word]);
});
