import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, freshPhone, press, register } from "../helpers/flow";
import { expect, test } from "../helpers/test";

test("the directory and a koperasi's page are accessible and fit", { tag: "@all" }, async ({ page }) => {
  await page.goto("/koperasi");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator("main ul a.nama").first().click();
  await expect(page).toHaveURL(/\/koperasi\/[a-z0-9-]+$/);
  await expect(page.locator("main")).toContainText("Terverifikasi dinas");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("a person applies, an officer admits, and the member sees it", { tag: "@all" }, async ({ page, browser }) => {
  const chair = account("ketua");
  const me = await register(page, `Pemohon ${freshPhone()}`);
  const name = await page.getByRole("heading", { level: 1 }).innerText();

  const office = await browser.newContext({ ...test.info().project.use });
  const desk = await office.newPage();
  await signIn(desk, chair, "/akun");
  await desk.locator("main").getByRole("link", { name: /./ }).and(desk.locator("a[href^='/pengurus/']")).first().click();
  await expect(desk).toHaveURL(/\/pengurus\/[a-z0-9-]+$/);
  const slug = new URL(desk.url()).pathname.split("/")[2];
  await expectAccessible(desk);
  await expectNoSidewaysScroll(desk);

  await page.goto(`/koperasi/${slug}/gabung`);
  await page.locator("textarea[name=alasan]").fill("Saya membuat emping di Ngaliyan.");
  await press(page, "Kirim permohonan");
  await expectSaying(page, "Permohonan terkirim");
  await page.goto(`/koperasi/${slug}/gabung`);
  await press(page, "Kirim permohonan");
  await expect(page.locator("main [role=alert]")).toContainText("sudah mengajukan");

  await desk.goto(`/pengurus/${slug}/permohonan`);
  await expectAccessible(desk);
  await desk.getByRole("button", { name: `Terima: ${name}` }).click();
  await expectSaying(desk, "Diterima dengan nomor anggota");
  await desk.goto(`/pengurus/${slug}/anggota?q=${encodeURIComponent(name)}`);
  await expect(desk.locator("main tbody tr")).toHaveCount(1);
  await expectAccessible(desk);
  await expectNoSidewaysScroll(desk);

  await page.goto("/akun");
  await expect(page.locator("main")).toContainText("Nomor anggota");
  await office.close();
  expect(me.phone).toBeTruthy();
});

test("an officer adds a member in person and hands over a code for a password", async ({ page, browser }) => {
  await signIn(page, account("ketua"), "/akun");
  await page.locator("main a[href^='/pengurus/']").first().click();
  const slug = new URL(page.url()).pathname.split("/")[2];
  const phone = freshPhone();
  await page.goto(`/pengurus/${slug}/anggota/baru`);
  await page.locator("input[name=nama]").fill("Mbah Karto");
  await page.locator("input[name=telepon]").fill(phone);
  await press(page, "Tambahkan");
  await expectSaying(page, "Anggota ditambahkan");
  await page.goto(`/pengurus/${slug}/anggota?q=${phone}`);
  await press(page, /^Beri kode:/);
  const code = await page.locator(".kode-besar").innerText();
  expect(code).toMatch(/^\d{4} \d{4}$/);
  await expectAccessible(page);

  const other = await browser.newContext({ baseURL: test.info().project.use.baseURL });
  const member = await other.newPage();
  await member.goto("/lupa/kode");
  await member.locator("input[name=telepon]").fill(phone);
  await member.locator("input[name=kode]").fill(code);
  await member.locator("input[name=kata_sandi]").fill("sawah di tepi kali");
  await press(member, "Simpan kata sandi");
  await expect(member).toHaveURL(/\/akun$/);
  await other.close();
});

test("a stranger does not find the officers' rooms", async ({ page }) => {
  await signIn(page, account("ketua"), "/akun");
  await page.locator("main a[href^='/pengurus/']").first().click();
  const room = new URL(page.url()).pathname;
  await page.context().clearCookies();
  await register(page, "Orang Lain");
  const answer = await page.goto(room);
  expect(answer?.status()).toBe(404);
  await expectAccessible(page);
});

test("who has an account is invited, and decides alone", { tag: "@all" }, async ({ page, browser }) => {
  const me = await register(page, `Undangan ${freshPhone()}`);
  const office = await browser.newContext({ ...test.info().project.use });
  const desk = await office.newPage();
  await signIn(desk, account("ketua"), "/akun");
  const room = await desk.locator("main a[href^='/pengurus/']").first().getAttribute("href");
  await desk.goto(`${room}/anggota/baru`);
  await desk.locator("input[name=nama]").fill("Nama Lain");
  await desk.locator("input[name=telepon]").fill(me.phone);
  await press(desk, "Tambahkan");
  await expectSaying(desk, "pemiliknya diundang");
  await expectAccessible(desk);
  await expectNoSidewaysScroll(desk);

  await page.goto("/akun");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await press(page, /^Terima undangan:/);
  await expectSaying(page, "Anda sekarang anggota");
  await office.close();
});

test("the officers' list of businesses fits and is narrowed to what is to be done", async ({ page }) => {
  await signIn(page, account("ketua"), "/akun");
  const room = await page.locator("main a[href^='/pengurus/']").first().getAttribute("href");
  for (const need of ["", "?perlu=izin", "?perlu=draf"]) {
    await page.goto(`${room}/usaha${need}`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
  await page.goto(`${room}/profil`);
  await expect(page.locator("main dl")).toContainText("NIK");
  await expectAccessible(page);
});

test("the regency's office sees every koperasi and its figures", async ({ page }) => {
  await signIn(page, account("dinas"), "/dinas/koperasi/semua");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: /^Pengurus:/ }).first().click();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.goto("/dinas/angka");
  await expect(page.locator("main svg text").filter({ hasText: "Wonotunggal" })).toHaveCount(1);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
