import { expectAccessible, expectNoSidewaysScroll } from "../helpers/axe";
import { expect, test } from "../helpers/test";

test("the home page answers, is accessible and fits its screen", { tag: "@all" }, async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  await expect(page.locator("html")).toHaveAttribute("lang", "id");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
