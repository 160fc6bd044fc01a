import type { Page } from "@playwright/test";
import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, freshPhone, press, register } from "../helpers/flow";
import { expect, test } from "../helpers/test";

/** The figure of a name among a page's figures. */
function figure(page: Page, name: string) {
  return page.locator(".angka-angka > div", { hasText: name }).first().locator("dd").first();
}

// Somebody joins, pays in and reads their statement: many pages, with axe on each.
test.describe.configure({ timeout: 120_000 });

test("the treasurer takes a deposit, it stands in the journal, and the member sees it", { tag: "@all" }, async ({ page, browser }) => {
  const treasurer = account("bendahara");
  const koperasi = treasurer.koperasi!;
  const books = `/pengurus/${koperasi}/buku`;
  const name = `Penitip ${freshPhone().slice(-7)}`;
  const other = await browser.newContext({ ...test.info().project.use });
  const member = await other.newPage();
  await register(member, name);
  await member.goto("/akun/buku");
  await expect(member.locator("main")).toContainText("Anda belum menjadi anggota koperasi");
  await expectAccessible(member);
  await member.goto(`/koperasi/${koperasi}/gabung`);
  await press(member, "Kirim permohonan");

  await signIn(page, treasurer, `/pengurus/${koperasi}/permohonan`);
  await page.locator("main li, main tr, main .lembar", { hasText: name }).first().getByRole("button", { name: "Terima" }).click();
  await page.goto(books);
  await expect(page.locator("main .lencana", { hasText: "Debit = kredit" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.locator("main .keping a", { hasText: "Anggota" }).click();
  await page.locator("main input[name=q]").fill(name);
  await press(page, "Cari");
  await page.locator("main tbody a", { hasText: name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  // Refused once: nothing of what was typed is lost.
  await page.locator("main a", { hasText: "Setor titipan" }).click();
  await expect(page.locator("main")).toContainText("titipan anggota bertambah");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator("input[name=jumlah]").fill("nol");
  await page.locator("select[name=cara]").selectOption("tunai");
  await page.locator("input[name=catatan]").fill("Kuitansi 12");
  await press(page, "Catat");
  await expect(page.locator("#f-jumlah-salah")).toBeVisible();
  await expect(page.locator("input[name=catatan]")).toHaveValue("Kuitansi 12");
  await expectAccessible(page);
  await page.locator("input[name=jumlah]").fill("150.000");
  await press(page, "Catat");
  await expectSaying(page, "Titipan tercatat");
  await expect(figure(page, "Titipan")).toHaveText("Rp150.000");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.locator("main tbody a[href*='/jurnal/']").first().click();
  await expect(page.locator("main")).toContainText("Kuitansi 12");
  await expect(page.locator("main tbody")).toContainText("Titipan anggota");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await member.goto("/akun");
  await member.locator("main a[href='/akun/buku']").click();
  await expect(figure(member, "Titipan")).toHaveText("Rp150.000");
  await expect(member.locator("main tbody")).toContainText("Kuitansi 12");
  await expectAccessible(member);
  await expectNoSidewaysScroll(member);
  const file = await member.request.get("/akun/buku.pdf");
  expect(file.headers()["content-type"]).toBe("application/pdf");

  // Who has money here does not leave; the treasurer pays it back first.
  await member.goto(`/koperasi/${koperasi}`);
  await member.locator("main summary", { hasText: "Berhenti" }).click();
  await press(member, "Berhenti jadi anggota");
  await expect(member.locator("main [role=alert]").first()).toContainText("Rp150.000");
  await other.close();
});

test("the pages of the books answer, and a supervisor has no forms", async ({ page }) => {
  const supervisor = account("pengawas");
  const books = `/pengurus/${supervisor.koperasi}/buku`;
  await signIn(page, supervisor, books);
  const leaves = await page.locator("main .keping a").evaluateAll((links) => links.map((a) => a.getAttribute("href")!));
  expect(leaves.length).toBeGreaterThan(6);
  for (const leaf of leaves) {
    await test.step(leaf, async () => {
      expect((await page.goto(leaf))?.status(), leaf).toBe(200);
      await expect(page.locator("main form[method=post]")).toHaveCount(0);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  }
});

test("a supplier's invoice that differs is put right by a note, and by another one back", { tag: "@all" }, async ({ page }) => {
  const treasurer = account("bendahara");
  const room = `/pengurus/${treasurer.koperasi}`;
  const reason = `Faktur ${freshPhone().slice(-7)}`;
  await signIn(page, treasurer, `${room}/pemasok`);
  await page.locator("main ul a.nama").first().click();
  const name = await page.getByRole("heading", { level: 1 }).innerText();
  await page.locator("main a", { hasText: "Koreksi utang" }).click();
  await expect(page).toHaveURL(/\/buku\/pemasok\/[^/]+\/nota$/);
  await expect(page.locator("main")).toContainText("faktur pemasok yang berbeda");
  const form = page.url();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  // Refused once: nothing of what was typed is lost.
  await page.locator("select[name=arah]").selectOption("tambah");
  await page.locator("input[name=jumlah]").fill("banyak");
  await page.locator("input[name=alasan]").fill(reason);
  await press(page, "Catat");
  await expect(page.locator("#f-jumlah-salah")).toBeVisible();
  await expect(page.locator("select[name=arah]")).toHaveValue("tambah");
  await expect(page.locator("input[name=alasan]")).toHaveValue(reason);
  await expectAccessible(page);
  await page.locator("input[name=jumlah]").fill("25.000");
  await press(page, "Catat");
  await expectSaying(page, "Nota koreksi tercatat");
  const card = page.locator("main .lembar", { hasText: reason });
  await expect(card.getByRole("heading", { level: 2 })).toContainText(name);
  await expect(card).toContainText("Rp25.000");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.goto(form);
  await page.locator("select[name=arah]").selectOption("kurangi");
  await page.locator("input[name=jumlah]").fill("25.000");
  await page.locator("input[name=alasan]").fill(`${reason} batal`);
  await press(page, "Catat");
  await expectSaying(page, "Nota koreksi tercatat");
  await page.goto(`${room}/buku/jurnal?jenis=supplier_note`);
  await expect(page.locator("main tbody tr", { hasText: reason })).toHaveCount(2);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
