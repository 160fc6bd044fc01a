import { type Page } from "@playwright/test";
import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, press } from "../helpers/flow";
import { madeReady, ordered } from "../helpers/orders";
import { expect, test } from "../helpers/test";

// A seller, a buyer and an officer, each looked at after every step.
test.describe.configure({ timeout: 180_000 });

const look = async (page: Page) => {
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
};

test("a review is written, answered and read under the product", { tag: "@all" }, async ({ page, browser }) => {
  const buyer = await (await browser.newContext({ ...test.info().project.use })).newPage();
  await signIn(page, account("usaha"), "/usaha");
  const path = await ordered(page, buyer);
  await madeReady(page, path);
  await buyer.goto(path);
  await press(buyer, "Barang sudah saya terima");

  // The account is as old as its first order: it reviews once it has a password, or tomorrow.
  await buyer.goto(`${path}/ulasan`);
  await expect(buyer.locator("main")).toContainText("Akun tanpa kata sandi bisa menilai mulai");
  await look(buyer);
  await buyer.locator("main").getByRole("link", { name: "Buat kata sandi" }).click();
  await buyer.locator("input[name=kata_sandi_baru]").fill("melati di kebun belakang");
  await press(buyer, "Simpan kata sandi");
  await buyer.goto(`${path}/ulasan`);
  await look(buyer);
  await buyer.locator("main").getByRole("link", { name: /^Tulis ulasan/ }).click();
  await press(buyer, "Kirim ulasan");
  await expect(buyer.locator("#f-bintang-salah")).toBeVisible();
  await look(buyer);
  const words = `Renyah dan gurih ${Date.now()}`;
  await buyer.locator("input[name=bintang][value='5']").check();
  await buyer.locator("textarea[name=kata]").fill(words);
  await press(buyer, "Kirim ulasan");
  await expectSaying(buyer, "sudah tampil");
  await buyer.locator("main").getByRole("link", { name: /^Ubah ulasan/ }).click();
  await expect(buyer.locator("main")).toContainText("penilaian yang lama diganti");
  await buyer.locator("input[name=bintang][value='4']").check();
  await press(buyer, "Kirim ulasan");
  await expectSaying(buyer, "penilaian Anda diganti");

  await page.goto("/usaha/ulasan");
  await look(page);
  const mine = page.locator("ul.ulasan > li", { hasText: words });
  const product = (await mine.locator("a.tebal").getAttribute("href"))!;
  await mine.getByRole("link", { name: /^Jawab/ }).click();
  await look(page);
  await page.locator("textarea[name=jawaban]").fill("Terima kasih, Bu.");
  await press(page, "Kirim jawaban");
  await expectSaying(page, "sudah tampil");

  await buyer.goto(product);
  const shown = buyer.locator("#ulasan li", { hasText: words });
  await expect(shown).toContainText("Wulan P.");
  await expect(shown).toContainText("Terima kasih, Bu.");
  await look(buyer);
  await buyer.goto(`${product}/ulasan`);
  await look(buyer);
  await buyer.locator("li", { hasText: words }).getByRole("link", { name: /^Laporkan/ }).click();
  await look(buyer);
  await buyer.context().close();
});

test("a complaint is heard by three sides and decided by an officer", { tag: "@all" }, async ({ page, browser }) => {
  const fresh = async () => (await browser.newContext({ ...test.info().project.use })).newPage();
  const [buyer, officer] = [await fresh(), await fresh()];
  await signIn(page, account("usaha"), "/usaha");
  const path = await ordered(page, buyer);
  await madeReady(page, path);

  await buyer.goto(`${path}/keluhan`);
  await look(buyer);
  await buyer.locator("input[name=alasan][value=rusak]").check();
  await buyer.locator("input[name=minta][value=uang_kembali]").check();
  await buyer.locator("textarea[name=kata]").fill("Pecah semua waktu saya ambil.");
  await press(buyer, "Sampaikan keluhan");
  await expectSaying(buyer, "sudah disampaikan");
  await look(buyer);

  await page.goto(`${path}/keluhan`);
  await page.locator("textarea[name=kata]").fill("Waktu saya bungkus masih utuh.");
  await press(page, "Kirim tanggapan");
  await expectSaying(page, "terkirim");
  await look(page);

  const koperasi = account("usaha").koperasi ?? account("ketua").koperasi;
  const room = `/pengurus/${koperasi}/keluhan`;
  await signIn(officer, account("ketua", koperasi), room);
  await look(officer);
  await officer.locator("main").getByRole("link", { name: path.split("/").pop()! }).click();
  await expect(officer.locator(".ucapan")).toContainText("masih utuh");
  await expect(officer.locator("main")).toContainText("Siap diambil");
  await look(officer);
  await officer.locator("input[name=putusan][value=batal]").check();
  await officer.locator("textarea[name=pertimbangan]").fill("Barang rusak sebelum diambil.");
  await press(officer, "Putuskan");
  await expectSaying(officer, "kedua pihak diberi tahu");

  await buyer.goto(`${path}/keluhan`);
  await expect(buyer.locator("main")).toContainText("Barang rusak sebelum diambil.");
  await look(buyer);
  for (const one of [buyer, officer]) await one.context().close();
});
