import type { Page } from "@playwright/test";
import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, freshPhone, press } from "../helpers/flow";
import { expect, test } from "../helpers/test";

/** The first product of a search that is there now; gives its name. */
async function putIntoCart(page: Page, words: string, quantity: string): Promise<string> {
  await page.goto(`/cari?q=${encodeURIComponent(words)}&tersedia=1`);
  await page.locator("main a.nama").first().click();
  const name = await page.getByRole("heading", { level: 1 }).innerText();
  await page.locator("form[action='/keranjang'] input[name=jumlah]").fill(quantity);
  await press(page, "Tambah ke keranjang");
  await expect(page).toHaveURL(/\/keranjang$/);
  return name;
}

test("anyone goes from a search to a saved order, with a name and a phone number", { tag: "@all" }, async ({ page }) => {
  const name = await putIntoCart(page, "emping", "1");
  await expectSaying(page, "Sudah masuk keranjang");
  await expect(page.getByRole("link", { name: "Keranjang, 1 barang" })).toBeVisible();
  await expect(page.locator("main li")).toContainText([name]);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.locator("main").getByRole("link", { name: /^Pesan/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Pesan" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await press(page, "Pesan sekarang");
  // Nothing is lost, and the first thing that is missing has its reason beside it.
  await expect(page.locator(".ringkasan")).toBeFocused();
  await expect(page.locator("#f-nama-salah")).toBeVisible();
  await expectAccessible(page);

  await page.locator("input[name=nama]").fill("Sri Wahyuni");
  await page.locator("input[name=telepon]").fill(freshPhone());
  await page.locator("input[name=cara_terima]").first().check();
  await page.locator("input[name=cara_bayar]").first().check();
  if ((await page.locator("input[name=cara_terima]").first().getAttribute("value")) === "antar") {
    await page.locator("select[name=kecamatan]").selectOption({ index: 1 });
    await page.locator("textarea[name=alamat]").fill("Jl. Raya 14, depan masjid");
  }
  await page.locator("textarea[name=catatan]").fill("Yang renyah.");
  await press(page, "Pesan sekarang");
  await expect(page).toHaveURL(/\/pesanan\/[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await expectSaying(page, "tersimpan");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  // Nothing but this browser leads back to it, so the page gives a link to keep.
  const order = new URL(page.url()).pathname;
  const link = await page.locator("main input[readonly]").inputValue();
  expect(new URL(link).pathname).toMatch(new RegExp(`^${order}/.+`));
  await page.goto("/keranjang");
  await expect(page.getByRole("heading", { name: "Keranjang masih kosong" })).toBeVisible();
  await expectAccessible(page);

  await page.goto("/akun");
  await expect(page.locator("main")).toContainText("Akun ini belum punya kata sandi");
  await expectAccessible(page);
  await page.goto(order);
  await page.locator("main").getByRole("link", { name: "Buat kata sandi" }).click();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator("input[name=kata_sandi_baru]").fill("melati di kebun belakang");
  await press(page, "Simpan kata sandi");
  await expectSaying(page, "Kata sandi baru tersimpan");
  await page.goto(order);
  await expect(page.locator("main input[readonly]")).toHaveCount(0);
  await page.goto(new URL(link).pathname);
  await expect(page.locator("main")).toContainText("Simpan alamat halaman ini");
});

test("what cannot be had is told, and a line is changed and taken out", { tag: "@all" }, async ({ page }) => {
  const name = await putIntoCart(page, "kopi", "1");
  await page.locator("main li input[name=jumlah]").fill("dua");
  await page.locator("main li").getByRole("button", { name: `Simpan jumlah ${name}` }).click();
  await expect(page.locator("main li .salah")).toBeVisible();
  await expect(page.locator("main li input[name=jumlah]")).toHaveValue("dua");
  await expectAccessible(page);
  await page.locator("main li").getByRole("button", { name: `Hapus ${name}` }).click();
  await expect(page.locator("main li")).toHaveCount(0);
});

test("a seller says how goods are got and paid", async ({ page }) => {
  await signIn(page, account("usaha"), "/usaha");
  await page.locator("main").getByRole("link", { name: "Cara jual" }).click();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const ways = page.locator("input[name=cara_terima]");
  for (const way of await ways.all()) await way.uncheck();
  await press(page, "Simpan");
  await expect(page.locator(".ringkasan")).toBeFocused();
  await ways.first().check();
  await page.locator("input[name=tunai]").check();
  await press(page, "Simpan");
  await expectSaying(page, "tersimpan");
});

/** Rp1.250.000 as a number. */
const rupiah = (text: string) => Number(/Rp([\d.]+)/.exec(text)![1].replaceAll(".", ""));

test("buttons beside a number say what it comes to, and a cart saves what is pressed", { tag: "@scripts" }, async ({ page }) => {
  await page.goto("/cari?q=emping&tersedia=1");
  await page.locator("main a.nama").first().click();
  const form = page.locator("form[action='/keranjang']");
  const quantity = form.locator("input[name=jumlah]");
  const total = form.locator("[data-nilai=total]");
  const each = rupiah(await total.innerText());
  for (const button of await form.locator(".stepper button").all()) {
    const { width, height } = (await button.boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(47.5);
  }
  await form.locator(".stepper button").last().click();
  await expect(quantity).toHaveValue("2");
  // By the wholesale price two may cost less than twice as much, and then it says what is saved.
  const two = rupiah(await total.innerText());
  expect(two).toBeLessThanOrEqual(2 * each);
  const saving = form.locator("[data-nilai=hemat]");
  if (two < 2 * each) await expect(saving).toHaveText(/^Rp/);
  else await expect(saving).toBeHidden();
  await quantity.fill("dua");
  await expect(total).toBeHidden();
  await quantity.fill("1");
  await form.locator(".stepper button").first().click();
  await expect(quantity).toHaveValue("1");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await press(page, "Tambah ke keranjang");

  const line = page.locator("main .isi-keranjang > li");
  await expect(line.locator("b.angka")).toContainText("Rp");
  const one = rupiah(await line.locator("b.angka").innerText());
  await line.locator(".stepper button").last().click();
  await expect.poll(async () => rupiah(await line.locator("b.angka").innerText())).toBeGreaterThan(one);
  // Whoever goes on at once takes along what was pressed last.
  await line.locator(".stepper button").last().click();
  await page.locator(".lanjut a").click();
  await expect(page).toHaveURL(/\/pesanan\/baru\//);
  await expect(page.locator(".isi-keranjang .isi .angka")).toContainText(/^3 /);
});

test("what an order comes to is known before it is pressed", { tag: "@all" }, async ({ page }) => {
  await putIntoCart(page, "emping", "1");
  await page.locator("main").getByRole("link", { name: /^Pesan/ }).click();
  // Beside each way, whether or not there are scripts.
  for (const way of await page.locator(".kartu-pilihan:has([name=cara_terima]) small").all()) {
    await expect(way).toContainText(/[Jj]adi (mulai )?Rp/);
  }
});

test("choosing how goods are got says the sum at once", { tag: "@scripts" }, async ({ page }) => {
  await putIntoCart(page, "emping", "1");
  await page.locator("main").getByRole("link", { name: /^Pesan/ }).click();
  const sum = page.locator("output[data-barang]");
  const shop = page.locator("input[name=cara_terima][value^=ambil]");
  if (await shop.count()) {
    await shop.first().check();
    expect(rupiah(await sum.locator("[data-nilai=total]").innerText())).toBe(rupiah(await sum.locator("[data-nilai=barang]").innerText()));
  }
  const brought = page.locator("input[name=cara_terima][value=antar]");
  if (await brought.count()) {
    await brought.check();
    await page.locator("select[name=kecamatan]").selectOption({ index: 1 });
    const option = await page.locator("select[name=kecamatan] option").nth(1).innerText();
    const told = rupiah(await sum.locator("[data-nilai=total]").innerText());
    expect(told).toBe(rupiah(option.split("jadi ")[1]));
  }
});
