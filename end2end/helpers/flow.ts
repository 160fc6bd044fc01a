import { expect, type Page } from "@playwright/test";

let serial = 0;

/** A phone number that nobody has: the digits come from the clock and this worker. */
export function freshPhone(): string {
  serial += 1;
  const digits = `${Date.now() % 10_000_000}${process.pid % 100}${serial}`.slice(-9).padStart(9, "1");
  return `0811${digits.slice(0, 4)}${digits.slice(4, 8)}`;
}

/** Registers a new person through the form; the page that follows is theirs. */
export async function register(page: Page, name: string, phone = freshPhone(), password = "melati di kebun belakang") {
  await page.goto("/daftar");
  await page.locator("input[name=nama]").fill(name);
  await page.locator("input[name=telepon]").fill(phone);
  await page.locator("input[name=kata_sandi]").fill(password);
  await press(page, "Buat akun");
  await expect(page).toHaveURL(/\/akun$/);
  return { role: "baru", phone, password };
}

/** Presses the one button of this name in the page's own content. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.locator("main").getByRole("button", { name }).first().click();
}

/** The sentence that a page shows once after something was done. */
export async function expectSaying(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.locator("main [role=status]").first()).toContainText(text);
}
