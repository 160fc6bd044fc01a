import { type Page } from "@playwright/test";
import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, freshPhone, press, register } from "../helpers/flow";
import { drawn } from "../helpers/pictures";
import { expect, test } from "../helpers/test";

test.use({ serviceWorkers: "allow" });

/** Until the worker answers for this page. */
async function ready(page: Page): Promise<void> {
  await page.goto("/");
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}

/** Until a page is kept: that happens beside the answer. */
async function kept(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForFunction(async (url) => await (await caches.open("halaman")).match(url), page.url());
}

/** The network is gone; what the browser says of that in its console is no complaint. */
async function offline(page: Page, away: boolean): Promise<void> {
  await page.context().setOffline(away);
}

test("the market can be put on the home screen", { tag: "@scripts" }, async ({ page, request }) => {
  await page.goto("/");
  const address = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest = await (await request.get(address!)).json();
  expect(manifest.display).toBe("standalone");
  expect(manifest.icons.map((icon: { sizes: string }) => icon.sizes)).toEqual(["192x192", "512x512", "512x512"]);
  for (const { src } of manifest.icons) {
    const icon = await request.get(src);
    expect(icon.status(), src).toBe(200);
    expect(icon.headers()["cache-control"]).toContain("immutable");
  }
  const worker = await request.get("/sw.js");
  expect(worker.headers()["content-security-policy"]).toBe("default-src 'none'; connect-src 'self'");
});

test("what was seen is read again without a network", { tag: "@scripts" }, async ({ page, complaints }) => {
  await ready(page);
  await page.goto("/cari?q=emping");
  const product = (await page.locator("main a[href^='/produk/']").first().getAttribute("href"))!;
  await kept(page, product);
  const name = await page.locator("h1").textContent();
  await offline(page, true);
  await page.goto(product);
  await expect(page.locator("h1")).toHaveText(name!);
  await expectSaying(page, "harga dan stok bisa sudah berubah");
  await expectNoSidewaysScroll(page);
  // Never seen: which pages there are, and the way to them.
  await page.goto("/pemasok");
  await expect(page.locator("h1")).toHaveText("Tidak ada jaringan");
  await page.locator("main ul.menu a", { hasText: name! }).click();
  await expect(page.locator("h1")).toHaveText(name!);
  await offline(page, false);
  await page.goto(product);
  await expect(page.locator("main .kabar", { hasText: "offline" })).toHaveCount(0);
  await page.goto("/luring");
  await expectAccessible(page);
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
});

test("a form that could not be sent waits for a press, and nothing of it is lost", { tag: "@scripts" }, async ({ page, complaints }) => {
  await register(page, "Wulan Tanpa Jaringan");
  await ready(page);
  await page.goto(`/koperasi/${account("ketua").koperasi}/gabung`);
  await page.locator("textarea[name=alasan]").fill("Saya membuat emping & ingin belajar.");
  await offline(page, true);
  await press(page, "Kirim permohonan");
  await expectSaying(page, "Belum terkirim");
  await offline(page, false);
  await page.goto("/");
  await expectSaying(page, "Belum terkirim");
  // One that is not wanted any more is thrown away.
  await page.goto(`/koperasi/${account("ketua").koperasi}/gabung`);
  await offline(page, true);
  await press(page, "Kirim permohonan");
  await offline(page, false);
  await page.goto("/");
  await expect(page.locator("main .kabar", { hasText: "Belum terkirim" })).toHaveCount(2);
  await page.locator("main .kabar").last().getByRole("link", { name: "Buang" }).click();
  await expect(page.locator("main .kabar", { hasText: "Belum terkirim" })).toHaveCount(1);
  await press(page, "Kirim lagi");
  await page.goto("/akun");
  await expect(page.locator("main")).toContainText("Menunggu");
  await expect(page.locator("main", { hasText: "Belum terkirim" })).toHaveCount(0);
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
});

test("a phone that is handed on shows nothing of the one before", { tag: "@scripts" }, async ({ page, complaints }) => {
  await register(page, "Wulan Berbagi HP");
  await ready(page);
  await kept(page, "/koperasi");
  await page.goto("/akun");
  await press(page, "Keluar");
  await offline(page, true);
  await page.goto("/koperasi");
  await expect(page.locator("h1")).toHaveText("Tidak ada jaringan");
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
});

/** What the worker has kept, as paths. */
const keptPages = (page: Page) =>
  page.evaluate(async () => (await (await caches.open("halaman")).keys()).map((key) => new URL(key.url).pathname));

/** The session ends elsewhere: this phone still has all that it kept. */
async function endSession(page: Page): Promise<void> {
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.context().addCookies(cookies.filter((cookie) => cookie.name !== "guyub_sesi"));
}

/** Asks to join a koperasi while the network is gone, and comes back. */
async function typedOffline(page: Page, words: string): Promise<void> {
  await page.goto(`/koperasi/${account("ketua").koperasi}/gabung`);
  await page.locator("textarea[name=alasan]").fill(words);
  await offline(page, true);
  await press(page, "Kirim permohonan");
  await expectSaying(page, "Belum terkirim");
  await offline(page, false);
}

test("a session that has ended leaves nothing to read", { tag: "@scripts" }, async ({ page, complaints }) => {
  await register(page, "Wulan Sesi Habis");
  await ready(page);
  await kept(page, "/pesanan");
  await endSession(page);
  await page.goto("/pesanan");
  await expect(page).toHaveURL(/\/masuk\?/);
  expect(await keptPages(page)).not.toContain("/pesanan");
  await offline(page, true);
  await page.goto("/pesanan");
  await expect(page.locator("h1")).toHaveText("Tidak ada jaringan");
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
});

test("what waits is for who typed it, and goes when another signs in", { tag: "@scripts" }, async ({ page, complaints }) => {
  const first = await register(page, "Wulan Yang Mengetik");
  await ready(page);
  await typedOffline(page, "Alasan yang tidak untuk dibaca orang lain.");
  // The session is over: a stranger sees nothing of it, and who comes back does.
  await endSession(page);
  await page.goto("/");
  await expect(page.locator("main", { hasText: "Belum terkirim" })).toHaveCount(0);
  await signIn(page, first, "/akun");
  await expectSaying(page, "Belum terkirim");
  await endSession(page);
  await register(page, "Sari Yang Meminjam");
  await expect(page.locator("main", { hasText: "Belum terkirim" })).toHaveCount(0);
  expect(await page.evaluate(async () => (await (await caches.open("kiriman")).keys()).length)).toBe(0);
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
});

test("a server in trouble takes nothing of what waits", { tag: "@scripts" }, async ({ page, complaints }) => {
  await register(page, "Wulan Server Sakit");
  await ready(page);
  await typedOffline(page, "Saya ingin belajar.");
  await page.goto("/");
  // What stands between the phone and the server has nobody behind it.
  const [worker] = page.context().serviceWorkers();
  await worker.evaluate(() => {
    const real = globalThis.fetch;
    globalThis.fetch = async (what, how) => {
      if (how?.method !== "POST") return real(what, how);
      globalThis.fetch = real;
      return new Response("Bad Gateway", { status: 502 });
    };
  });
  await press(page, "Kirim lagi");
  await page.goto("/");
  await expectSaying(page, "Belum terkirim");
  await press(page, "Kirim lagi");
  await page.goto("/");
  await expect(page.locator("main", { hasText: "Belum terkirim" })).toHaveCount(0);
  complaints.forgive(/ERR_INTERNET_DISCONNECTED|502/);
});

test("an order typed offline is placed once, and its page with the used key goes", { tag: "@scripts" }, async ({ page, complaints }) => {
  await ready(page);
  await page.goto("/cari?q=emping&tersedia=1");
  await page.locator("main a.nama").first().click();
  await press(page, "Tambah ke keranjang");
  const checkout = (await page.locator("main a[href^='/pesanan/baru/']").first().getAttribute("href"))!;
  await kept(page, checkout);
  await page.locator("input[name=nama]").fill("Bu Tanpa Sinyal");
  await page.locator("input[name=telepon]").fill(freshPhone());
  await page.locator("input[name=cara_terima]").first().check();
  await page.locator("input[name=cara_bayar]").first().check();
  if ((await page.locator("input[name=cara_terima]").first().getAttribute("value")) === "antar") {
    await page.locator("select[name=kecamatan]").selectOption({ index: 1 });
    await page.locator("textarea[name=alamat]").fill("Jl. Raya 14");
  }
  await offline(page, true);
  await press(page, "Pesan sekarang");
  await expectSaying(page, "dikirim sendiri begitu ada jaringan");
  await offline(page, false);
  await expect(async () => {
    await page.goto("/");
    await expectSaying(page, "sudah terkirim");
  }).toPass();
  await page.locator("main").getByRole("link", { name: "Lihat", exact: true }).click();
  await expect(page).toHaveURL(/\/pesanan\/[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(await keptPages(page)).not.toContain(checkout);
  // Who has looked at an order finds all of them without a network.
  await page.waitForFunction(async () => await (await caches.open("halaman")).match("/pesanan"));
  const number = page.url().split("/").pop()!;
  await offline(page, true);
  await page.goto("/pesanan");
  await expect(page.locator("main")).toContainText(number);
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
});

/** A draft of a product with a photo, filled in while the network is gone. It is sent as a phone does that has not
    loaded the island yet, which would send it by itself and keep the page open. */
async function draftOffline(page: Page, name: string, photo: Buffer): Promise<void> {
  await page.goto("/usaha/produk/baru");
  await page.locator("input[name=nama]").fill(name);
  await page.locator("select[name=kategori]").selectOption("emping");
  await page.locator("input[name=harga]").fill("16.000");
  await page.locator("input[name=satuan]").fill("bungkus 250 g");
  await page.locator("input[name=foto]").setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer: photo });
  await offline(page, true);
  await page.getByRole("button", { name: "Simpan sebagai draf" }).evaluate((button: HTMLButtonElement) => {
    const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
    if (button.name) button.form!.append(pressed);
    button.form!.submit();
  });
}

test("a form with a photo waits with its photo", { tag: "@scripts" }, async ({ page, complaints }) => {
  await signIn(page, account("usaha"), "/usaha");
  await ready(page);
  const name = `Emping luring ${Date.now() % 100_000}`;
  await draftOffline(page, name, await drawn(page, 800, 600));
  await expectSaying(page, "dikirim sendiri begitu ada jaringan");
  await offline(page, false);
  await expect(async () => {
    await page.goto("/");
    await expectSaying(page, "sudah terkirim");
  }).toPass();
  await page.locator("main").getByRole("link", { name: "Lihat", exact: true }).click();
  await expect(page.locator("input[name=nama]")).toHaveValue(name);
  await expect(page.locator("main img").first()).toBeVisible();
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
});

test("a photo too large to keep loses none of the words", { tag: "@scripts" }, async ({ page, complaints }) => {
  await signIn(page, account("usaha"), "/usaha");
  await ready(page);
  const name = `Emping besar ${Date.now() % 100_000}`;
  await draftOffline(page, name, Buffer.alloc(13_000_000));
  await expectSaying(page, "terlalu besar untuk disimpan");
  await offline(page, false);
  // It waits for a press, since it goes without what was chosen.
  await page.goto("/");
  await expectSaying(page, "Belum terkirim");
  await press(page, "Kirim lagi");
  await expect(page.locator("input[name=nama]")).toHaveValue(name);
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
});

test("a title is shown as it is written", { tag: "@scripts" }, async ({ page, complaints }) => {
  await ready(page);
  // In a replacement these would stand for what was replaced, and for all before and after it.
  await kept(page, `/cari?q=${encodeURIComponent("harga $& $` $'")}`);
  await offline(page, true);
  await page.goto("/pemasok");
  await expect(page.locator("main ul.menu a", { hasText: "harga $& $` $'" })).toBeVisible();
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
});
