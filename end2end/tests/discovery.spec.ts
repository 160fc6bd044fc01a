import type { Locator, Page } from "@playwright/test";
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

/** The search field, once its island listens. */
async function awakeBox(page: Page): Promise<Locator> {
  await page.goto("/cari");
  await expect(page.locator("html[data-islands=awake]")).toBeAttached();
  return page.getByRole("combobox");
}

/** A suggestion as the API gives it. */
function suggestion(...parts: string[]) {
  return { kind: "product", slug: "teh-sangan", name: parts.join(""), detail: "Omah Teh", parts };
}

test("suggestions come while typing, and the keyboard takes one", { tag: "@scripts" }, async ({ page }) => {
  const box = await awakeBox(page);
  await box.pressSequentially("empi", { delay: 60 });
  const first = page.locator("#saran [role=option]").first();
  await expect(first).toContainText(/emping/i);
  await expect(first.locator("mark")).toHaveText(/^empi$/i);
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await expectAccessible(page);
  await box.press("ArrowDown");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await box.press("Enter");
  await expect(page).toHaveURL(/kategori=emping|\/(produk|toko)\/[a-z0-9-]*emping/);
});

test("arrows go round by way of the field, and Escape closes the list", { tag: "@scripts" }, async ({ page }) => {
  await page.route("**/api/v1/suggest?*", (route) =>
    route.fulfill({ json: { q: "teh", items: [suggestion("Teh hijau"), suggestion("Teh sangan")], engine: "postgres" } }),
  );
  const box = await awakeBox(page);
  await box.pressSequentially("teh");
  const options = page.locator("#saran [role=option]");
  await expect(options).toHaveCount(2);
  await expect(box).not.toHaveAttribute("aria-activedescendant", /./);
  const steps = [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowDown", null], ["ArrowUp", 1], ["ArrowUp", 0]] as const;
  for (const [key, chosen] of steps) {
    await box.press(key);
    if (chosen === null) {
      await expect(box).not.toHaveAttribute("aria-activedescendant", /./);
      continue;
    }
    await expect(box).toHaveAttribute("aria-activedescendant", (await options.nth(chosen).getAttribute("id"))!);
    await expect(options.nth(chosen)).toHaveAttribute("aria-selected", "true");
    await expect(page.locator("[role=option][aria-selected=true]")).toHaveCount(1);
  }
  await box.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await expect(box).toHaveAttribute("aria-expanded", "false");
  await expect(box).not.toHaveAttribute("aria-activedescendant", /./);
  // Nothing is chosen any more: Enter searches for what was typed.
  await expect(box).toHaveValue("teh");
  await box.press("Enter");
  await expect(page).toHaveURL(/\/cari\?.*q=teh/);
});

test("an old answer that comes late changes nothing", { tag: "@scripts" }, async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route("**/api/v1/suggest?*", async (route) => {
    const q = new URL(route.request().url()).searchParams.get("q")!;
    if (q === "teh") await held;
    await route.fulfill({ json: { q, items: [suggestion(`Jawaban ${q}`)], engine: "postgres" } });
  });
  const box = await awakeBox(page);
  const asked = page.waitForRequest(/\/suggest\?q=teh$/);
  await box.pressSequentially("teh");
  await asked;
  await box.pressSequentially(" sangan");
  await expect(page.locator("#saran [role=option]")).toHaveText([/^Jawaban teh sangan/]);
  const late = page.waitForResponse(/\/suggest\?q=teh$/);
  release();
  await (await late).finished();
  // The page's turn: whatever the answer does, it has done by then.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
  await expect(page.locator("#saran [role=option]")).toHaveText([/^Jawaban teh sangan/]);
});

test("a name is shown as it is, whatever is in it", { tag: "@scripts" }, async ({ page }) => {
  const parts = ["🍵 ", "Teh", ' <script>alert(1)</script> <img src=x onerror=alert(2)> & "sangan"'];
  const hostile = parts.join("");
  const items = [suggestion(...parts), suggestion("", "Teh"), suggestion("Jahe")];
  await page.route("**/api/v1/suggest?*", (route) => route.fulfill({ json: { q: "teh", items, engine: "postgres" } }));
  const ran: string[] = [];
  page.on("dialog", (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  const box = await awakeBox(page);
  await box.pressSequentially("teh");
  const options = page.locator("#saran [role=option]");
  await expect(options.locator("b")).toHaveText([hostile, "Teh", "Jahe"]);
  await expect(options.first().locator("mark")).toHaveText("Teh");
  await expect(options.locator("script, img")).toHaveCount(0);
  expect(ran).toEqual([]);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
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
