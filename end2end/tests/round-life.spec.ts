import type { Browser, Locator, Page } from "@playwright/test";
import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, freshPhone, press, register } from "../helpers/flow";
import { expect, test } from "../helpers/test";

const OTHER = "kud-tani-makmur-bandar";

/** A day so many days from now, as a date field takes it. */
function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Jakarta" });
}

/** Somebody with a browser of their own. */
async function somebody(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ ...test.info().project.use });
  return context.newPage();
}

/** The page fits and axe finds nothing on it. */
async function looks(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

/** A new person who was admitted by a koperasi's chair. */
async function newMember(browser: Browser, officer: Page, koperasi: string, name: string): Promise<Page> {
  const member = await somebody(browser);
  await register(member, name);
  await member.goto(`/koperasi/${koperasi}/gabung`);
  await press(member, "Kirim permohonan");
  await officer.goto(`/pengurus/${koperasi}/permohonan`);
  const waiting = officer.locator("main li, main tr, main .lembar", { hasText: name }).first();
  await waiting.getByRole("button", { name: "Terima" }).click();
  await expectSaying(officer, "Diterima");
  return member;
}

/** Offers are cards while there are few, and a list when there are many. */
async function chooseOffer(page: Page, words: string): Promise<void> {
  const card = page.locator(".kartu-pilihan label", { hasText: words });
  if ((await card.count()) > 0) {
    await card.first().click();
    return;
  }
  const option = page.locator("select[name=penawaran] option", { hasText: words }).first();
  await page.locator("select[name=penawaran]").selectOption((await option.getAttribute("value"))!);
}

/** Opens what is folded away and presses the button in it. */
async function confirm(page: Page, question: string, button: string): Promise<void> {
  await page.locator("main summary", { hasText: question }).first().click();
  await press(page, button);
}

/** The step at which a round stands. */
function step(page: Page): Locator {
  return page.locator("main .langkah").first().locator("[aria-current=step]");
}

async function booksBalance(page: Page, koperasi: string): Promise<void> {
  await page.goto(`/pengurus/${koperasi}/buku`);
  await expect(page.locator("main .lencana", { hasText: "Debit = kredit" })).toBeVisible();
}

// From a price to balanced books in two koperasi, by five people: many pages, with axe on each.
test.describe.configure({ timeout: 360_000 });

test("a round from its plan to books that balance, by officers, members and a supplier", async ({ page, browser }) => {
  const chair = account("ketua");
  const koperasi = chair.koperasi!;
  const room = `/pengurus/${koperasi}/pembelian`;
  const mark = freshPhone().slice(-6);
  const title = `Kedelai ${mark}`;
  // A price that no other offer has.
  const price = `10.${String(100 + (Number(mark) % 900))}`;

  const other = await somebody(browser);
  await signIn(other, account("ketua", OTHER), `/pengurus/${OTHER}`);
  await signIn(page, chair, `/pengurus/${koperasi}`);
  const first = await newMember(browser, page, koperasi, `Satu ${mark}`);
  const second = await newMember(browser, other, OTHER, `Dua ${mark}`);

  // What a supplier offers: packs of 10 kg, cheaper from 100 kg.
  await page.goto(`/pengurus/${koperasi}/penawaran/baru`);
  await page.locator("select[name=pemasok]").selectOption({ index: 1 });
  await page.locator("select[name=bahan]").selectOption({ index: 1 });
  await page.locator("input[name=satuan]").fill("kg");
  for (const [nth, from, each] of [["0", "10", price], ["1", "100", "9.500"]]) {
    await page.locator(`#f-mulai-${nth}`).fill(from);
    await page.locator(`#f-harga-${nth}`).fill(each);
  }
  await page.locator("input[name=isi_kemasan]").fill("10");
  await page.locator("input[name=langkah]").fill("1");
  await page.locator("input[name=ongkos_tetap]").fill("50.000");
  await page.locator("input[name=berlaku_sampai]").fill(day(60));
  await page.locator("main form.formulir .tombol-tombol button").last().click();
  await expect(page).toHaveURL(/\/penawaran\/[a-z0-9-]+\/[a-z0-9-]+$/);

  // Planned, refused once without a loss, looked at, saved and opened.
  await page.goto(`${room}/baru`);
  await looks(page);
  await chooseOffer(page, `Rp${price}`);
  await page.locator("input[name=judul]").fill("");
  await page.locator("main summary", { hasText: "Pengaturan lain" }).click();
  await page.locator("input[name=bersama]").check();
  await page.locator("input[name=biaya_persen]").fill("2");
  await press(page, "Simpan draf");
  await expect(page.locator("#f-judul-salah")).toBeVisible();
  await expect(page.locator("input[name=biaya_persen]")).toHaveValue("2");
  await expect(page.locator("input[name=bersama]")).toBeChecked();
  await looks(page);
  await page.locator("input[name=judul]").fill(title);
  await press(page, "Lihat sebagai anggota");
  await expect(page.getByRole("heading", { name: "Begini anggota melihatnya" })).toBeVisible();
  await looks(page);
  await press(page, "Simpan draf");
  await expectSaying(page, "Draf tersimpan");
  await expect(step(page)).toHaveText("Draf");
  await looks(page);
  const round = new URL(page.url()).pathname;
  const id = round.split("/").pop()!;
  await press(page, "Buka sekarang");
  await expectSaying(page, "Pembelian dibuka");
  await looks(page);

  // Another koperasi is asked, and says yes.
  await page.locator("main summary", { hasText: "Undang koperasi lain" }).click();
  await page.locator("select[name=koperasi]").selectOption(OTHER);
  await press(page, "Kirim undangan");
  await expectSaying(page, "Undangan dikirim");
  await other.goto(`/pengurus/${OTHER}/pembelian/${id}`);
  await looks(other);
  await press(other, "Ya, kami ikut");
  await expectSaying(other, "Koperasi Anda ikut");

  // A member of each pledges.
  for (const [member, quantity, extra] of [[first, "60", "0"], [second, "35", "5"]] as [Page, string, string][]) {
    await member.goto(`/pembelian-bersama/${id}`);
    await member.locator("form[action$='/ikut'] input[name=jumlah]").fill(quantity);
    await member.locator("form[action$='/ikut'] input[name=toleransi]").fill(extra);
    await member.locator("form[action$='/ikut']").getByRole("button", { name: "Ikut", exact: true }).click();
    await expect(member.locator("main [role=status]").first()).toContainText(quantity);
  }
  await page.goto(round);
  await expect(page.locator("main tbody th", { hasText: `Satu ${mark}` })).toHaveCount(1);
  await expect(page.locator("main")).not.toContainText(`Dua ${mark}`);
  await other.reload();
  await expect(other.locator("main tbody th", { hasText: `Dua ${mark}` })).toHaveCount(1);
  await expect(other.locator("main")).not.toContainText(`Satu ${mark}`);

  // Closed, chosen as recommended, ordered; who comes second sees who was first.
  const late = await somebody(browser);
  await signIn(late, account("bendahara", koperasi), round);
  await late.locator("main summary", { hasText: "Tutup sekarang" }).click();
  await confirm(page, "Tutup sekarang", "Ya, tutup");
  await expectSaying(page, "Pembelian ditutup");
  await press(late, "Ya, tutup");
  await expect(late.locator("main [role=alert]").first()).toContainText("menutup pembelian");
  await page.locator("main .lembar a.tombol", { hasText: "Pilih jumlah pesanan" }).first().click();
  await looks(page);
  await expect(page.locator("main tbody tr", { hasText: "Disarankan" })).toContainText("100 kg");
  await page.locator("textarea[name=syarat]").fill("Dibayar saat barang datang.");
  await press(page, "Pesan 100 kg");
  await expectSaying(page, "Surat pesanan dibuat");
  await expect(step(page)).toHaveText("Dipesan");
  await looks(page);
  const paper = await page.request.get(`${round}/po.pdf`);
  expect(paper.headers()["content-type"]).toBe("application/pdf");

  // The supplier reads it by the link of the message, and confirms.
  const again = page.locator("main summary", { hasText: "Kirim lagi" });
  if ((await again.count()) > 0) await again.click();
  const chat = decodeURIComponent((await page.locator("main a.wa").first().getAttribute("href"))!);
  await press(page, "Sudah lewat WhatsApp");
  await expectSaying(page, "Ditandai terkirim");
  const link = chat.match(/\/po\/[0-9a-f-]{36}\/[\w-]+/)![0];
  const supplier = await somebody(browser);
  await supplier.goto(link);
  await expect(supplier.locator("main")).toContainText("100 kg");
  await looks(supplier);
  await press(supplier, "Saya sanggupi pesanan ini");
  await expectSaying(supplier, "Terima kasih");
  await expect(supplier.locator("main [role=status]", { hasText: "Berikutnya: kirim barangnya" })).toBeVisible();
  await looks(supplier);
  // The code on the paper is another link: this one does not open what is behind it.
  expect((await supplier.goto(`${link}/periksa`))?.status()).toBe(404);
  expect((await supplier.goto(`${link}x`))?.status()).toBe(404);
  await expect(supplier.getByRole("heading", { level: 1 })).toHaveText("Tautan pesanan ini tidak dikenali");
  await looks(supplier);
  await page.goto(round);
  await expect(page.locator("main .riwayat")).toContainText("Pemasok menyanggupi pesanan");

  // It comes in two parts, some of it damaged.
  await page.goto(`${round}/terima`);
  await page.locator("input[name=datang]").fill("60");
  await press(page, "Catat");
  await page.locator("input[name=datang]").fill("40");
  await page.locator("input[name=rusak]").fill("2");
  await press(page, "Catat");
  await confirm(page, "Selesaikan penerimaan", "Ya, selesai");
  await expect(page).toHaveURL(new RegExp(`${round}/jatah$`));
  await looks(page);

  // Each koperasi hands out to its own member.
  for (const [officer, slug, name] of [[page, koperasi, `Satu ${mark}`], [other, OTHER, `Dua ${mark}`]] as [Page, string, string][]) {
    await officer.goto(`/pengurus/${slug}/pembelian/${id}/daftar-ambil`);
    await looks(officer);
    await officer.locator("main").getByRole("button", { name: `Serahkan: ${name}` }).click();
    await expectSaying(officer, "Tercatat diserahkan");
  }

  // Settled once; both books balance, and the member finds the charge.
  await page.goto(round);
  await page.locator("main .lembar a.tombol", { hasText: "Selesaikan" }).first().click();
  await confirm(page, "Selesaikan pembelian", "Ya, selesaikan");
  await expectSaying(page, "Selesai: 2 anggota ditagih");
  await page.goto(round);
  await expect(page.locator("main .langkah").first().locator(".sudah")).toHaveCount(6);
  await looks(page);
  await booksBalance(page, koperasi);
  await booksBalance(other, OTHER);
  await first.goto("/akun/buku");
  await expect(first.locator("main")).toContainText(title);
  for (const one of [other, first, second, late, supplier]) await one.context().close();
});

test("the rounds of a koperasi, by state", { tag: "@all" }, async ({ page }) => {
  const chair = account("ketua");
  const room = `/pengurus/${chair.koperasi}/pembelian`;
  await signIn(page, chair, room);
  await looks(page);
  await page.locator("main .keping a", { hasText: "Semua" }).click();
  await expect(page.locator("main tbody th a").first()).toBeVisible();
  await looks(page);
  await page.locator("main tbody th a").first().click();
  await expect(page.locator("main .riwayat li").first()).toBeVisible();
  await looks(page);
});

test("a supervisor reads rounds without a button", async ({ page }) => {
  const supervisor = account("pengawas");
  await signIn(page, supervisor, `/pengurus/${supervisor.koperasi}/pembelian?keadaan=semua`);
  await page.locator("main tbody th a").first().click();
  await expect(page.locator("main form[method=post]")).toHaveCount(0);
  await looks(page);
  expect((await page.goto(`/pengurus/${supervisor.koperasi}/pembelian/baru`))?.status()).toBe(403);
});
