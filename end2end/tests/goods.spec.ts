import { account, signIn } from "../helpers/accounts";
import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expect, test } from "../helpers/test";

// Rounds in several states, four pages each, with axe on every one.
test.describe.configure({ timeout: 240_000 });

test("an officer finds their way from the receipt to the settlement of every round", async ({ page }) => {
  const chair = account("ketua");
  const room = `/pengurus/${chair.koperasi}/pembelian`;
  await signIn(page, chair, room);
  const addresses = await page.locator("main a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const rounds = [...new Set(addresses.filter((address) => /\/pembelian\/[0-9a-f-]{36}$/.test(address)))];
  expect(rounds.length, "the demo has rounds").toBeGreaterThan(0);
  for (const round of rounds.slice(0, 6)) {
    for (const part of ["terima", "jatah", "daftar-ambil", "selesaikan"]) {
      await test.step(`${round}/${part}`, async () => {
        const answer = await page.goto(`${round}/${part}`);
        expect(answer?.status()).toBe(200);
        await expect(page.locator("main .keping a[aria-current=page]")).toHaveCount(1);
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    }
  }
});
