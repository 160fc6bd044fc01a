import { type Browser, type Page } from "@playwright/test";
import { account, signIn, type Account } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, press, register } from "../helpers/flow";
import { expect, test } from "../helpers/test";

// Two people become members first, each looked at by an officer.
test.describe.configure({ timeout: 120_000 });

/** An open round of the koperasi whose chair the demo names, found as a visitor would find it; one that is
 * topped up stands among them, and takes nothing back. */
async function openRound(page: Page, chair: Account): Promise<string> {
  await page.goto("/pembelian-bersama");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const links = await page.locator("main a.nama").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  for (const link of links) {
    await page.goto(link);
    const taking = page.locator(`main .keping a[href='/koperasi/${chair.koperasi}']`);
    const open = page.locator("main .lencana", { hasText: "Dibuka" });
    const signIn = page.locator("main a[href^='/masuk?kembali=']");
    if ((await open.count()) > 0 && (await signIn.count()) > 0 && (await taking.count()) > 0) return link;
  }
  throw new Error(`no open round of ${chair.koperasi} among ${links.length}`);
}

/** A new person whom the chair has admitted, in a window of their own. */
async function newMember(browser: Browser, chair: Account, name: string): Promise<Page> {
  const page = await (await browser.newContext({ ...test.info().project.use })).newPage();
  await register(page, name);
  await page.goto(`/koperasi/${chair.koperasi}/gabung`);
  await press(page, "Kirim permohonan");
  const desk = await (await browser.newContext({ ...test.info().project.use })).newPage();
  await signIn(desk, chair, `/pengurus/${chair.koperasi}/permohonan`);
  await desk.getByRole("button", { name: `Terima: ${name}` }).click();
  await desk.context().close();
  return page;
}

const collected = (page: Page) => page.locator("#r-fakta div", { hasText: "Terkumpul" }).locator("dd");

test("a member takes part by phone, changes it and takes it back", { tag: "@all" }, async ({ page, browser }) => {
  const chair = account("ketua");
  const round = await openRound(page, chair);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await expect(page.locator("#r-kalimat")).toBeVisible();
  // Who is not signed in is led to it and back.
  await page.locator("main a[href^='/masuk?kembali=']").click();
  await expect(page.locator("input[name=telepon]")).toBeVisible();

  const member = await newMember(browser, chair, `Ikut Serta ${Date.now() % 100_000}`);
  await member.goto(round);
  await expectAccessible(member);
  await expectNoSidewaysScroll(member);
  const quantity = member.locator("#ikut input[name=jumlah]");
  const step = await quantity.inputValue();

  // Refused: it stays as it was typed.
  await quantity.fill("banyak");
  await member.locator("#ikut").getByRole("button", { name: "Ikut", exact: true }).click();
  await expect(member.locator("#f-jumlah-salah")).toBeVisible();
  await expect(quantity).toHaveValue("banyak");
  await expectAccessible(member);

  await quantity.fill(step);
  await member.locator("#ikut").getByRole("button", { name: "Ikut", exact: true }).click();
  await expectSaying(member, "Anda ikut");
  await expectAccessible(member);
  await expectNoSidewaysScroll(member);
  await expect(member.locator("main a.wa")).toHaveAttribute("href", /wa\.me/);
  await member.goto("/pembelian-bersama");
  await expect(member.locator("main h2", { hasText: "Yang Anda ikuti" })).toBeVisible();

  await member.goto(round);
  await member.locator("main summary", { hasText: "Batal ikut" }).click();
  await press(member, "Ya, batalkan");
  await expectSaying(member, "ditarik");
  await member.context().close();
});

test("without scripts the page computes when it is asked", { tag: "@plain" }, async ({ page, browser }) => {
  const chair = account("ketua");
  const round = await openRound(page, chair);
  const member = await newMember(browser, chair, `Hitung Dulu ${Date.now() % 100_000}`);
  await member.goto(round);
  await expect(member.locator(".stepper button").first()).toBeHidden();
  const before = await member.locator("#r-biaya .utama dd").textContent();
  const quantity = member.locator("#ikut input[name=jumlah]");
  const twice = String(2 * Number((await quantity.inputValue()).replace(",", ".")));
  await quantity.fill(twice.replace(".", ","));
  await press(member, "Hitung");
  await expect(quantity).toHaveValue(twice.replace(".", ","));
  await expect(member.locator("#r-biaya .utama dd")).not.toHaveText(before!);
  await expect(member.getByRole("link", { name: "Perbarui angka" })).toBeVisible();
  await member.context().close();
});

test("figures follow what is typed, and what others pledge", { tag: "@scripts" }, async ({ page, browser }) => {
  const chair = account("ketua");
  const round = await openRound(page, chair);
  const watcher = await newMember(browser, chair, `Yang Melihat ${Date.now() % 100_000}`);
  await watcher.goto(round);
  const quantity = watcher.locator("#ikut input[name=jumlah]");
  await expect(watcher.locator("#ikut [data-hitung]")).toBeHidden();
  const [first, costs] = [await quantity.inputValue(), await watcher.locator("#r-biaya .utama dd").textContent()];
  await watcher.locator("#ikut .stepper").first().getByRole("button").last().click();
  await expect(quantity).not.toHaveValue(first);
  await expect(watcher.locator("#r-biaya .utama dd")).not.toHaveText(costs!);
  const typed = await quantity.inputValue();
  const seen = await collected(watcher).textContent();
  const desk = await (await browser.newContext({ ...test.info().project.use })).newPage();
  await signIn(desk, chair, `/pengurus/${chair.koperasi}${round.replace("/pembelian-bersama", "/pembelian")}`);
  const pledged = desk.locator("#r-angka dd").first();
  const before = await pledged.textContent();

  const other = await newMember(browser, chair, `Yang Ikut ${Date.now() % 100_000}`);
  await other.goto(round);
  await other.locator("#ikut").getByRole("button", { name: "Ikut", exact: true }).click();
  await expectSaying(other, "Anda ikut");
  // Without loading the page again, and without touching what is typed.
  await expect(collected(watcher)).not.toHaveText(seen!, { timeout: 15_000 });
  await expect(quantity).toHaveValue(typed);
  await expect(pledged).not.toHaveText(before!, { timeout: 15_000 });
  await expectAccessible(watcher);
  await expectAccessible(desk);
  await desk.context().close();

  await other.locator("main summary", { hasText: "Batal ikut" }).click();
  await press(other, "Ya, batalkan");
  await other.context().close();
  await watcher.context().close();
});
