import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expect, test } from "../helpers/test";

test("an officer sees what buying together saved, a visitor the sum", { tag: "@all" }, async ({ page, browser }) => {
  const chair = account("ketua");
  await signIn(page, chair, `/pengurus/${chair.koperasi}/wawasan`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hemat bersama");
  await expect(page.locator("main .angka-angka dd.angka").first()).toContainText("Rp");
  const byMonth = page.locator("figure.bagan").first();
  await expect(byMonth.locator("rect")).toHaveCount(12);
  // The figures stand behind the picture, and are the picture's.
  await byMonth.locator("summary").click();
  await expect(byMonth.locator("tbody tr")).toHaveCount(12);
  await expect(page.locator("main caption", { hasText: "Anggota yang paling hemat" }).last()).toBeAttached();
  // Some rounds have no price to compare with, and the page says so.
  await expect(page.locator("main .kabar")).toContainText("tidak dihitung");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const other = await browser.newContext({ ...test.info().project.use });
  const visitor = await other.newPage();
  await visitor.goto(`/koperasi/${chair.koperasi}`);
  await expect(visitor.locator("main .fakta")).toContainText("Hemat bersama 12 bulan");
  const rounds = visitor.locator("main a[href^='/pembelian-bersama/']");
  await expect(rounds.first()).toBeVisible();
  await expectAccessible(visitor);
  await expectNoSidewaysScroll(visitor);
  const title = (await rounds.first().textContent())!.trim();
  await rounds.first().click();
  await expect(visitor.getByRole("heading", { level: 1 })).toContainText(title);
  await other.close();
});
