import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, freshPhone, press, register } from "../helpers/flow";
import { expect, test } from "../helpers/test";

test("a new person registers, signs out and in again", { tag: "@all" }, async ({ page }) => {
  const me = await register(page, "Sri Wahyuni");
  await expectSaying(page, "Selamat datang, Sri Wahyuni");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await press(page, "Keluar");
  await expect(page).toHaveURL(/\/$/);
  await signIn(page, me, "/akun");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sri Wahyuni");
});

test("a refused registration keeps what was typed and says why beside each field", { tag: "@all" }, async ({ page }) => {
  await page.goto("/daftar");
  await page.locator("input[name=nama]").fill("Bu <b>Tini</b>");
  await page.locator("input[name=telepon]").fill("12");
  await page.locator("input[name=kata_sandi]").fill("123");
  await press(page, "Buat akun");
  await expect(page.locator("input[name=nama]")).toHaveValue("Bu <b>Tini</b>");
  await expect(page.locator("input[name=telepon]")).toHaveValue("12");
  await expect(page.locator("input[name=kata_sandi]")).toHaveValue("");
  for (const field of ["telepon", "kata_sandi"]) {
    const input = page.locator(`input[name=${field}]`);
    await expect(input).toHaveAttribute("aria-invalid", "true");
    const said = (await input.getAttribute("aria-describedby"))!.split(" ").map((id) => page.locator(`#${id}`));
    expect((await Promise.all(said.map((s) => s.textContent()))).join(" ")).not.toBe("");
  }
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page);
});

test("the wrong password and an unknown number are answered alike", async ({ page }) => {
  const words: string[] = [];
  for (const phone of [account("pembeli").phone, freshPhone()]) {
    await page.goto("/masuk");
    await page.locator("input[name=telepon]").fill(phone);
    await page.locator("input[name=kata_sandi]").fill("bukan kata sandinya");
    await press(page, "Masuk");
    words.push((await page.locator("main [role=alert]").innerText()).trim());
  }
  expect(words[0]).toBe(words[1]);
});

test("a form sent after the session ended is found filled after signing in", async ({ page, context }) => {
  const me = await register(page, "Budi Santoso");
  await page.goto("/usaha/buka");
  await page.locator("input[name=nama]").fill("Keripik Pak Budi");
  await page.locator("textarea[name=deskripsi]").fill("Renyah </textarea><script>alert(1)</script>");
  await context.clearCookies({ name: "guyub_sesi" });
  await press(page, "Buka usaha");
  await expect(page).toHaveURL(/\/masuk/);
  await page.locator("input[name=telepon]").fill(me.phone);
  await page.locator("input[name=kata_sandi]").fill(me.password);
  await press(page, "Masuk");
  await expect(page.locator("input[name=nama]")).toHaveValue("Keripik Pak Budi");
  await expect(page.locator("textarea[name=deskripsi]")).toHaveValue("Renyah </textarea><script>alert(1)</script>");
});

test("another device can be signed out", async ({ page, browser }) => {
  const me = await register(page, "Wati");
  const other = await browser.newContext({ baseURL: test.info().project.use.baseURL });
  const there = await other.newPage();
  await signIn(there, me, "/akun");
  await page.goto("/akun/perangkat");
  await expect(page.locator("main tbody tr")).toHaveCount(2);
  await press(page, /^Keluarkan:/);
  await expectSaying(page, "sudah dikeluarkan");
  await there.goto("/akun");
  await expect(there).toHaveURL(/\/masuk/);
  await other.close();
});

test("pages speak English when asked", async ({ page }) => {
  await page.goto("/masuk");
  await page.locator("footer").getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await expect(page).toHaveURL(/\/masuk$/);
});
