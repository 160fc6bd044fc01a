import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, freshPhone, press, register } from "../helpers/flow";
import { expect, test } from "../helpers/test";

/** The figure of a name among a page's figures. */
function figure(page: Page, name: string) {
  return page.locator(".angka-angka > div", { hasText: name }).first().locator("dd").first();
}

/** Somebody new opens a business of their own. */
async function openBusiness(page: Page): Promise<void> {
  const name = `Dapur kas ${freshPhone().slice(-7)}`;
  await register(page, name);
  await page.goto("/usaha/buka");
  await page.locator("input[name=nama]").fill(name);
  await page.locator("select[name=kecamatan]").selectOption("33.25.08");
  await page.locator("input[name=desa]").fill("Ngaliyan");
  await press(page, "Buka usaha");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}

// Many pages, with axe on each.
test.describe.configure({ timeout: 120_000 });

test("a seller begins a cash book, mends a line, and brings one back", { tag: "@all" }, async ({ page }) => {
  await openBusiness(page);
  await page.locator("main a", { hasText: "Buku kas" }).click();
  await expect(page.locator("main")).toContainText("Belum ada catatan");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.locator("main a", { hasText: "Catat uang yang ada sekarang" }).click();
  await expect(page.locator("select[name=jenis]")).toHaveValue("capital");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  // Refused once: nothing of what was typed is lost.
  await page.locator("input[name=jumlah]").fill("lima ratus");
  await page.locator("input[name=keterangan]").fill("Uang di laci");
  await press(page, /^Catat$/);
  await expect(page.locator("#f-jumlah-salah")).toBeVisible();
  await expect(page.locator("input[name=keterangan]")).toHaveValue("Uang di laci");
  await expectAccessible(page);
  await page.locator("input[name=jumlah]").fill("500rb");
  await press(page, /^Catat$/);
  await expectSaying(page, "Rp500.000 masuk");
  await expect(figure(page, "Sisa uang")).toHaveText("Rp500.000");

  await page.locator("main a", { hasText: "Uang keluar" }).first().click();
  await page.locator("input[name=jumlah]").fill("75.000");
  await page.locator("select[name=jenis]").selectOption("material");
  await press(page, "Catat, lalu satu lagi");
  await expectSaying(page, "Rp75.000 keluar");
  await page.locator("main a", { hasText: "Kembali" }).click();
  await expect(figure(page, "Sisa uang")).toHaveText("Rp425.000");
  await expect(page.locator("figure.bagan").first()).toBeVisible();
  await page.locator("figure.bagan summary").first().click();
  await expect(page.locator("figure.bagan table").first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.locator("main tbody tr", { hasText: "Bahan baku" }).getByRole("link").first().click();
  await page.locator("input[name=jumlah]").fill("7.500");
  await press(page, "Simpan");
  await expectSaying(page, "Catatan sudah diubah");
  await expect(figure(page, "Keluar")).toHaveText("Rp7.500");
  await page.locator("main tbody tr", { hasText: "Bahan baku" }).getByRole("link").first().click();
  await expectAccessible(page);
  await press(page, "Hapus catatan ini");
  await expectSaying(page, "Catatan dihapus");
  await expect(figure(page, "Keluar")).toHaveText("Rp0");
  await page.locator("details.lipat summary").click();
  await expectAccessible(page);
  await press(page, /^Kembalikan/);
  await expectSaying(page, "Catatan dihitung lagi");
  await expect(figure(page, "Sisa uang")).toHaveText("Rp492.500");
});

test("a warning for low stock is set, and the desk tells of it", { tag: "@all" }, async ({ page }) => {
  await openBusiness(page);
  await page.goto("/usaha/produk/baru");
  await page.locator("input[name=nama]").fill("Emping kas");
  await page.locator("select[name=kategori]").selectOption("emping");
  await page.locator("input[name=harga]").fill("16.000");
  await page.locator("input[name=satuan]").fill("kg");
  await page.locator("input[name=stok]").fill("4");
  await press(page, "Simpan sebagai draf");
  await page.goto("/usaha/stok");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const below = page.locator("main input[name^='batas-']");
  await below.fill("sedikit");
  await press(page, "Simpan peringatan");
  await expect(below).toHaveAttribute("aria-invalid", "true");
  await expect(below).toHaveValue("sedikit");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await below.fill("5");
  await press(page, "Simpan peringatan");
  await expectSaying(page, "tersimpan");
  await expect(page.locator("main .lencana", { hasText: "menipis" })).toBeVisible();
  await expectAccessible(page);
});

test("before the first sale the page says what to do", async ({ page }) => {
  await openBusiness(page);
  await page.goto("/usaha/penjualan");
  await expect(page.locator("main")).toContainText("Belum ada penjualan");
  await page.locator("main .keping a", { hasText: "90 hari" }).click();
  await expect(page.locator("main .keping a[aria-current=page]")).toHaveText("90 hari");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
