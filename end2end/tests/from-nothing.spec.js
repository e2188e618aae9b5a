// An installation without any data is brought from empty to selling by clicking, with and without scripts.
import { expect, staff, test } from "../installation.js";
import { fillIn } from "../people.js";
import { comeToRest } from "../shop.js";

const client = { login: "carla@example.com", password: "a-long-enough-password" };
const lite = "ispmanager 6 lite";

async function enter(page, person) {
  await page.goto("/login");
  await Promise.all([page.waitForURL((url) => url.pathname !== "/login"), fillIn(page, person)]);
}

// Presses a button and waits until another page (or the same again) is there.
async function press(page, name, scope = page.locator("main")) {
  const button = scope.getByRole("button", { name, exact: true }).first();
  await Promise.all([page.waitForEvent("load"), button.click()]);
}

async function follow(page, name, scope = page.locator("main")) {
  await Promise.all([page.waitForEvent("load"), scope.getByRole("link", { name, exact: true }).first().click()]);
}

const menu = (page) => page.getByRole("navigation", { name: "Main menu" });

async function accepted(page) {
  await expect(page.locator("main [role=alert]")).toHaveCount(0);
}

async function addModule(page, { product, module, connection, parameters }) {
  await follow(page, "Processing modules", menu(page));
  await follow(page, /^Add/);
  await page.locator(`[name=product_type][value=${product}]`).check();
  await press(page, "Next");
  await page.locator(`[name=module][value=${module}]`).check();
  await press(page, "Next");
  for (const [name, value] of Object.entries(connection)) await page.locator(`[name=${name}]`).fill(value);
  await press(page, "Next");
  await accepted(page);
  for (const [name, value] of Object.entries(parameters)) {
    const field = page.locator(`[name=${name}]`);
    const isSelect = await field.evaluate((element) => element.tagName === "SELECT");
    if (value === true) await field.check();
    else if (isSelect) await field.selectOption({ label: value });
    else await field.fill(value);
  }
  await press(page, "Finish");
  await accepted(page);
}

test("an empty installation is brought to selling by clicking alone", async ({ page, browser, installation, sandbox }) => {
  test.setTimeout(180_000);
  page.setDefaultTimeout(20_000);
  await enter(page, staff);

  await test.step("the license server", async () => {
    await addModule(page, {
      product: "licenses",
      module: "billmanager",
      connection: { url: `${installation.sandboxUrl}/billmgr`, username: "reseller", password: "sandbox-reseller" },
      parameters: { name: "Vendor", datacenter: "Main", min_balance: "100", in_flight_limit: "0", min_interval_ms: "0" },
    });
  });

  await test.step("VMmanager with it", async () => {
    await addModule(page, {
      product: "vps",
      module: "vmmanager6",
      connection: { url: installation.sandboxUrl, username: "admin@sandbox.test", password: "sandbox-admin" },
      parameters: { name: "VMmanager", license_server: "Vendor", use_recipes: true },
    });
    await follow(page, "Processing modules", menu(page));
    await expect(page.locator("tbody tr")).toHaveCount(2);
  });

  await test.step("the enumeration and its values, by the license server's codes", async () => {
    await follow(page, "Enumerations", menu(page));
    await press(page, /Server control panel/);
    await follow(page, "Import");
    await page.locator("[name=plan_55227]").check();
    await page.locator("[name=plan_55228]").check();
    await press(page, "Next");
    await press(page, "Add 2 values");
    await accepted(page);
    await expect(page.locator("tbody tr")).toHaveCount(3);
  });

  await test.step("a tariff plan", async () => {
    await follow(page, "Tariff plans", menu(page));
    await follow(page, /^Add/);
    await page.locator("[name=name]").fill("VPS One");
    await page.locator("[name=provider]").fill("Example Hosting");
    await page.locator("[name=currency]").fill("EUR");
    await page.locator("[name=cost_1]").fill("4.90");
    await page.locator("[name=cost_12]").fill("49");
    await page.locator("[name^=module_]").first().check();
    await page.getByRole("checkbox", { name: /Debian-12/ }).check();
    await page.locator("[name=cpu_number]").fill("1");
    await page.locator("[name=ram_mib]").fill("1024");
    await page.locator("[name=disk_mib]").fill("20480");
    await press(page, "Add");
    await accepted(page);
  });

  await test.step("its option and prices", async () => {
    await follow(page, "Options");
    await follow(page, /^Add/);
    await page.locator("[name=type]").selectOption({ label: "Control panel license" });
    await page.locator("[name=name]").fill("Control panel");
    await page.locator("[name=intname]").fill("panel");
    await press(page, "Add");
    await accepted(page);
    if (!/\/prices$/.test(page.url())) await follow(page, "Prices");
    const rows = page.locator("tbody tr");
    for (const [panel, month, year] of [
      ["No control panel", "0", "0"],
      [lite, "6.90", "69"],
      ["ispmanager 6 pro", "11.50", "115"],
    ]) {
      const row = rows.filter({ hasText: panel }).first();
      await row.locator("[name^=cost_][name$='_1']").fill(month);
      await row.locator("[name^=cost_][name$='_12']").fill(year);
      await row.locator("[name^=available_]").first().check();
    }
    await press(page, "Save prices");
    await accepted(page);
    await follow(page, "Tariff plans", menu(page));
    await page.locator("tbody tr", { hasText: "VPS One" }).getByRole("radio").check();
    await press(page, "Enable");
    await accepted(page);
  });

  await test.step("a rule of period alignment", async () => {
    await follow(page, "Processing modules", menu(page));
    await page.locator("tbody tr", { hasText: "Vendor" }).getByRole("radio").check();
    await press(page, "Parameters");
    await follow(page, /^Add/);
    await page.locator("[name=source_period]").selectOption({ label: "1 month" });
    await page.locator("[name=change_into]").selectOption({ label: "12 months" });
    await press(page, "Show the effect");
    await expect(page.locator("#effect")).toContainText("11 months go to the pool");
    await press(page, "Save");
    await accepted(page);
    await expect(page.locator("tbody tr")).toHaveCount(1);
  });

  const shop = await (await browser.newContext({ baseURL: installation.url })).newPage();
  await test.step("a client registers and gets funds", async () => {
    await shop.goto("/register");
    await shop.locator("[name=name]").fill("Carla");
    await shop.locator("[name=email]").fill(client.login);
    await shop.locator("[name=password]").fill(client.password);
    await Promise.all([shop.waitForURL(/\/order$/), shop.locator("form:has([name=email]) button").click()]);
    await follow(page, "Clients", menu(page));
    await follow(page, "Carla");
    await page.locator("[name=amount]").fill("100");
    await page.locator("[name=note]").first().fill("Bank transfer");
    await press(page, "Add funds");
    await accepted(page);
    await expect(page.locator("main")).toContainText("100.00 EUR");
  });

  const orderOne = async (plan, hostName) => {
    await shop.goto("/order");
    await shop.locator(".offer", { hasText: plan }).getByRole("link").first().click();
    await shop.getByText(lite, { exact: true }).click();
    await shop.locator("[name=hostname]").fill(hostName);
    await Promise.all([shop.waitForURL(/\/services\/\d+$/), shop.getByRole("button", { name: /^Order/ }).click()]);
    await comeToRest(shop, "Active");
  };

  await test.step("the client orders and gets server and license, and reads how to install the panel", async () => {
    await orderOne("VPS One", "one.example.com");
    const { licenses } = await sandbox.state();
    expect(licenses.at(-1)).toMatchObject({ pricelist: 55227, period: 12, status_name: "Active" });
    await expect(shop.locator("main")).toContainText(licenses.at(-1).ip);
    await expect(shop.locator("main")).toContainText("not installed automatically");
  });

  await test.step("a second tariff plan with a recipe installs the panel", async () => {
    await follow(page, "Tariff plans", menu(page));
    await page.locator("tbody tr", { hasText: "VPS One" }).getByRole("radio").check();
    await press(page, "Copy");
    await page.locator("[name=name]").fill("VPS Two");
    await press(page, "Copy the plan");
    await accepted(page);
    const panel = page.locator("details", { hasText: lite });
    await panel.locator("summary").click();
    await panel.locator("[value=automatic]").check({ force: true });
    await panel.locator("select[name^=recipe_]").selectOption({ index: 1 });
    await press(page, "Save");
    await accepted(page);
    await follow(page, "Tariff plans", menu(page));
    await page.locator("tbody tr", { hasText: "VPS Two" }).getByRole("radio").check();
    await press(page, "Enable");
    await accepted(page);
    await orderOne("VPS Two", "two.example.com");
    await expect(async () => {
      await shop.reload();
      await expect(shop.locator("main")).toContainText(/is installed|was installed/i, { timeout: 1000 });
    }).toPass({ timeout: 30_000 });
  });
});
