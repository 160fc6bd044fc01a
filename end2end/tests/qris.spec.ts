import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expectSaying, press } from "../helpers/flow";
import { expect, test } from "../helpers/test";

const CODE =
  "00020101021126630016ID.CO.CONTOH.WWW0118936000000000000011021000000000110303UMI51440014ID.CO.QRIS.WWW0215ID00000000000110303UMI5204541153033605802ID5914WARUNG BU TINI6006BATANG61055121162070703A0163047CE9";

// The four kinds of browser would put up and remove the one code of the demo shop at the same time.
test("a QRIS is refused, pasted, photographed, put up and removed", async ({ page }) => {
  await signIn(page, account("usaha"), "/usaha/qris");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator("textarea[name=teks]").fill(CODE.replace("TINI", "TUTI"));
  await press(page, "Periksa kode");
  await expect(page.locator("textarea[name=teks]")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("textarea[name=teks]")).toHaveValue(CODE.replace("TINI", "TUTI"));
  await expect(page.locator("main")).toContainText("angka periksanya tidak cocok");
  await expectAccessible(page);

  await page.locator("textarea[name=teks]").fill(CODE);
  await press(page, "Periksa kode");
  await expect(page.locator("main dd").first()).toHaveText("WARUNG BU TINI");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  // What the page draws is what a phone would take a photo of.
  const drawn = await page.locator("svg.qr").screenshot();
  await page.locator("main a", { hasText: "Bukan, kirim yang lain" }).click();
  await page.locator("input[name=foto]").setInputFiles({ name: "qris.png", mimeType: "image/png", buffer: drawn });
  await press(page, "Periksa kode");
  await expect(page.locator("main dd").first()).toHaveText("WARUNG BU TINI");
  await press(page, "Ya, pasang kode ini");
  await expectSaying(page, "Kode QRIS terpasang");
  await expect(page.locator("svg.qr")).toBeVisible();
  await expectAccessible(page);

  await page.locator("details.yakin summary").click();
  await page.locator("details.yakin form button").click();
  await expectSaying(page, "Kode QRIS dihapus");
  await expect(page.locator("svg.qr")).toHaveCount(0);
});

test("a QRIS is as white on a dark page", { tag: "@wide" }, async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await signIn(page, account("usaha"), "/usaha/qris");
  await page.locator("textarea[name=teks]").fill(CODE);
  await press(page, "Periksa kode");
  await expect(page.locator("svg.qr path").first()).toHaveCSS("fill", "rgb(255, 255, 255)");
  await expect(page.locator("svg.qr path").nth(1)).toHaveCSS("fill", "rgb(0, 0, 0)");
  await expectAccessible(page);
});
