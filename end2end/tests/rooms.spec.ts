import type { Page } from "@playwright/test";
import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expect, test } from "../helpers/test";

/** Goes through all rooms of somebody: each answers, axe finds nothing, nothing sticks out. */
async function visit(page: Page, rooms: string[]): Promise<void> {
  for (const room of rooms) {
    await test.step(room, async () => {
      const answer = await page.goto(room);
      expect(answer?.status(), room).toBe(200);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  }
}

/** The first address on the page that looks so, if there is one. */
async function found(page: Page, on: string, selector: string): Promise<string[]> {
  await page.goto(on);
  const link = page.locator(selector);
  return (await link.count()) > 0 ? [(await link.first().getAttribute("href"))!] : [];
}

// A project's pages one by one, with axe on each.
test.describe.configure({ timeout: 240_000 });

test("rooms of everybody", async ({ page }) => {
  const shelf = [
    ...(await found(page, "/koperasi", "main ul a.nama")),
    ...(await found(page, "/cari?q=emping", "main a[href^='/produk/']")),
    ...(await found(page, "/pemasok", "main ul a.nama")),
  ];
  await visit(page, ["/", "/cari", "/koperasi", "/pemasok", ...shelf, "/masuk", "/daftar", "/lupa", "/lupa/kode", "/luring"]);
  // Only there while developing.
  if ((await page.goto("/gaya"))?.status() === 200) await visit(page, ["/gaya"]);
  const nowhere = await page.goto("/tidak-ada");
  expect(nowhere?.status()).toBe(404);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("rooms of a person", async ({ page }) => {
  await signIn(page, account("pembeli"), "/akun");
  await visit(page, [
    "/akun",
    "/akun/profil",
    "/akun/kata-sandi",
    "/akun/perangkat",
    "/akun/kabar",
    "/akun/pemberitahuan",
    "/akun/pencarian",
    "/akun/toko-tersembunyi",
    "/akun/buku",
    "/pesanan",
    "/pesanan?nomor=7KQ2-M9XD",
    "/akun/tutup",
    "/koperasi/daftar",
    `/koperasi/${account("ketua").koperasi}/gabung`,
    "/usaha/buka",
  ]);
});

test("rooms of a business", async ({ page }) => {
  await signIn(page, account("usaha"), "/usaha");
  const product = await found(page, "/usaha/produk", "main a.barang");
  await visit(page, [
    "/usaha",
    "/usaha/ubah",
    "/usaha/cara-jual",
    "/usaha/pesanan",
    "/usaha/pesanan?keadaan=selesai",
    "/usaha/izin",
    "/usaha/ulasan",
    "/usaha/blokir",
    "/usaha/qris",
    "/usaha/produk",
    ...product,
    "/usaha/produk/baru",
    "/usaha/produk/impor",
    "/usaha/kas",
    "/usaha/kas/masuk",
    "/usaha/kas/keluar",
    "/usaha/penjualan",
    "/usaha/stok",
  ]);
});

test("rooms of an officer", async ({ page }) => {
  const chair = account("ketua");
  const room = `/pengurus/${chair.koperasi}`;
  await signIn(page, chair, room);
  const behind = [
    ...(await found(page, `${room}/permohonan`, "main a[href$='/tolak']")),
    ...(await found(page, `${room}/anggota`, "main a[href^='/pengurus/'][href$='/usaha']")),
    ...(await found(page, `${room}/pemasok`, "main ul a.nama")),
    ...(await found(page, `${room}/pembelian?keadaan=semua`, "main tbody th a")),
    ...(await found(page, `${room}/pembelian?keadaan=tutup`, "main a[href$='/pilih']")),
    ...(await found(page, `${room}/penawaran`, "main tbody th a")),
    ...(await found(page, `${room}/permintaan`, "main tbody th a")),
  ];
  await visit(page, [
    room,
    `${room}/pembelian`,
    `${room}/pembelian?keadaan=batal`,
    `${room}/pembelian/baru`,
    `${room}/permohonan`,
    `${room}/anggota`,
    `${room}/anggota?q=tidak-ada`,
    `${room}/anggota/baru`,
    `${room}/usaha`,
    `${room}/keluhan`,
    `${room}/ulasan`,
    `${room}/pemasok`,
    `${room}/pemasok?lihat=kami`,
    `${room}/pemasok/baru`,
    `${room}/penawaran`,
    `${room}/penawaran/baru`,
    `${room}/permintaan`,
    `${room}/permintaan/baru`,
    `${room}/wawasan`,
    ...["", "/anggota", "/umur", "/pemasok", "/koperasi", "/jurnal", "/neraca", "/penghapusan", "/pemetaan"].map((leaf) => `${room}/buku${leaf}`),
    `${room}/tugas`,
    `${room}/profil`,
    ...behind,
  ]);
});

test("rooms of a supervisor", async ({ page }) => {
  const supervisor = account("pengawas");
  const room = `/pengurus/${supervisor.koperasi}`;
  await signIn(page, supervisor, room);
  await visit(page, ["", "/permohonan", "/anggota", "/usaha", "/keluhan", "/ulasan", "/pemasok", "/pembelian", "/penawaran", "/permintaan", "/wawasan", "/tugas", "/profil"].map((part) => room + part));
});

test("rooms of the regency", async ({ page }) => {
  await signIn(page, account("dinas"), "/dinas");
  await visit(page, ["/dinas", "/dinas/koperasi", "/dinas/izin", "/dinas/angka"]);
});

test("rooms of the operator", async ({ page }) => {
  await signIn(page, account("operator"), "/operator");
  await visit(page, [
    "/operator",
    "/operator/surat",
    "/operator/kategori",
    "/operator/laporan",
    "/operator/pencarian",
    "/operator/sinonim",
    "/operator/sinonim?cari=tidak-ada",
  ]);
});

test("the first press of Tab leads past the head of the page", async ({ page }) => {
  await page.goto("/koperasi");
  await page.keyboard.press("Tab");
  const skip = page.locator("a[href='#isi']");
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  // The next one is in the content, not in the head again.
  await page.keyboard.press("Tab");
  await expect(page.locator("main :focus")).toHaveCount(1);
});

test("a refused form takes the focus to what is wrong, and from there to the field", async ({ page }) => {
  await page.goto("/daftar");
  await page.locator("input[name=nama]").focus();
  await page.keyboard.type("Bu Tini");
  await page.keyboard.press("Tab");
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  const summary = page.locator(".ringkasan");
  await expect(summary).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(summary.locator("a").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("input[name=telepon]")).toBeFocused();
  await expect(page.locator("input[name=telepon]")).toHaveValue("12");
  await expect(page.locator("input[name=nama]")).toHaveValue("Bu Tini");
});
