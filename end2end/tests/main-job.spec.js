import { expect, test } from "../demo.js";
import { client, client2, logIn, staff } from "../people.js";
import { comeToRest, order } from "../shop.js";

// The clock is moved and licenses are counted.
test.use({ demoName: "main job" });

test("a paid license goes from one client's server to the next one's, and is bought once", async ({ browser, demo, sandbox }) => {
  const options = { baseURL: demo.url };
  const as = async (person) => {
    const page = await (await browser.newContext(options)).newPage();
    await logIn(page, person);
    return page;
  };
  const before = (await sandbox.state()).charges.length;

  const first = await as(client);
  await order(first, { plan: "VPS Start", panel: "ispmanager 6 lite", hostName: "first.example.com" });
  await comeToRest(first, "Active");
  await first.getByRole("button", { name: "Show key" }).click();
  await expect(first.locator("main")).toContainText(/\d+-[0-9A-F]{16,}/);
  const bought = await sandbox.state();
  expect(bought.charges).toHaveLength(before + 1);
  const license = bought.licenses.at(-1);
  expect(license).toMatchObject({ pricelist: 55227, period: 12, autoprolong: false, status_name: "Active" });
  await expect(first.locator("main")).toContainText(license.ip);

  await sandbox.advanceDays(40);
  await first.reload();
  await first.getByRole("link", { name: "Delete" }).click();
  await expect(first.locator(".confirm__effects")).toBeVisible();
  await first.getByRole("button", { name: /^Delete/ }).click();
  await comeToRest(first, "Deleted");
  await expect
    .poll(async () => (await sandbox.state()).licenses.find((one) => one.id === license.id))
    .toMatchObject({ licname: "free.lic", ip: "0.0.0.0", status_name: "Suspended" });

  const desk = await as(staff);
  await desk.goto("/staff/pool");
  await expect(desk.locator("table")).toContainText("ispmanager 6 lite");
  await expect(desk.locator("table")).toContainText("Now");

  const second = await as(client2);
  await order(second, { plan: "VPS Business", panel: "ispmanager 6 lite", hostName: "second.example.com" });
  await comeToRest(second, "Active");
  const reused = await sandbox.state();
  expect(reused.charges).toHaveLength(before + 1);
  const now = reused.licenses.find((one) => one.id === license.id);
  expect(now.licname).toMatch(/^Item #\d+ addon second\.example\.com$/);
  await expect(second.locator("main")).toContainText(now.ip);
  expect(now.key_generation).toBeGreaterThan(license.key_generation);
});

test("a form with a bad host name comes back with the reason at the field and everything chosen", async ({ page }) => {
  await logIn(page, client);
  await page.goto("/order");
  await page.locator(".offer", { hasText: "VPS Start" }).getByRole("link").first().click();
  await page.getByText("ispmanager 6 pro", { exact: true }).click();
  await page.locator("[name=hostname]").fill("not a host name");
  await page.locator("[name=autoprolong]").selectOption({ index: 1 });
  await page.getByRole("button", { name: /^Order/ }).click();
  const field = page.locator("[name=hostname]");
  await expect(field).toHaveValue("not a host name");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  const described = await field.getAttribute("aria-describedby");
  const texts = await Promise.all(described.split(" ").map((id) => page.locator(`#${id}`).innerText()));
  expect(texts.join(" ")).toMatch(/host name|letters/i);
  await expect(page.locator("[name=panel]:checked")).toHaveCount(1);
  await expect(page.locator("label", { has: page.locator("[name=panel]:checked") })).toContainText("ispmanager 6 pro");
  expect(await page.locator("[name=autoprolong]").inputValue()).not.toBe("off");
});

for (const [name, person, paths] of [
  ["client", client, ["/order", "/order/1", "/services", "/account"]],
  [
    "staff",
    staff,
    ["/staff", "/staff/services", "/staff/licenses", "/staff/pool", "/staff/tasks", "/staff/operations", "/staff/integration/processing-modules"],
  ],
]) {
  test(`no page of ${name} is wider than a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await logIn(page, person);
    for (const path of paths) {
      await page.goto(path);
      const { scroll, width } = await page.locator("html").evaluate((html) => ({ scroll: html.scrollWidth, width: html.clientWidth }));
      expect(scroll, path).toBeLessThanOrEqual(width);
    }
  });
}
