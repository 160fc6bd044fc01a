import fs from "node:fs";
import { expect, type Page } from "@playwright/test";

/** A demo account, as `guyub demo --json` prints it. */
export interface Account {
  role: string;
  phone: string;
  password: string;
  koperasi?: string;
}

let known: Account[] | undefined;

function accounts(): Account[] {
  if (known) return known;
  const file = process.env.GUYUB_ACCOUNTS;
  if (!file) throw new Error("GUYUB_ACCOUNTS must name a file with the output of `guyub demo --json`");
  const text = fs.readFileSync(file, "utf8").trim();
  known = text.startsWith("[") ? JSON.parse(text) : text.split("\n").map((line) => JSON.parse(line));
  return known!;
}

/** The first demo account of a role, or the first of that role in a koperasi. */
export function account(role: string, koperasi?: string): Account {
  const found = accounts().find((a) => a.role === role && (!koperasi || a.koperasi === koperasi));
  if (!found) throw new Error(`no demo account for ${role}; there are ${accounts().map((a) => a.role).join(", ")}`);
  return found;
}

/** Signs in through the form, and goes on to `next`. */
export async function signIn(page: Page, who: Account, next = "/"): Promise<void> {
  await page.goto(`/masuk?kembali=${encodeURIComponent(next)}`);
  await page.locator("input[name=telepon]").fill(who.phone);
  await page.locator("input[name=kata_sandi]").fill(who.password);
  await page.locator("main form:has(input[name=kata_sandi]) button").click();
  await expect(page).toHaveURL(new RegExp(`${next.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`));
}
