import { expect, test } from "../demo.js";
import { client, fillIn, logIn, staff } from "../people.js";

test("the login page asks for a login and a password", async ({ page }) => {
  const reply = await page.goto("/login");
  expect(reply.status()).toBe(200);
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator("[name=login]")).toBeVisible();
  await expect(page.locator("[name=password]")).toHaveAttribute("type", "password");
});

test("a staff member lands on the dashboard", async ({ page }) => {
  await logIn(page, staff);
  await expect(page).toHaveURL("/staff");
  await expect(page.locator("h1")).toBeVisible();
});

test("a client lands on services or on the order page", async ({ page }) => {
  await logIn(page, client);
  await expect(page).toHaveURL(/\/(services|order)$/);
});

test("an unknown login and a wrong password get the same answer, and what was typed stays", async ({ page }) => {
  const refuse = async (login) => {
    await page.goto("/login");
    await fillIn(page, { login, password: "not the password" });
    await expect(page.locator("[role=alert]")).toBeVisible();
    await expect(page).toHaveURL(/\/login/);
    await expect(page.locator("[name=login]")).toHaveValue(login);
    await expect(page.locator("[name=password]")).toHaveValue("");
    return page.locator("[role=alert]").innerText();
  };
  expect(await refuse("nobody@demo.test")).toBe(await refuse(staff.login));
});

test("a stranger is sent to the login page and a client stays out of the staff's pages", async ({ page }) => {
  await page.goto("/staff");
  await expect(page).toHaveURL(/\/login/);
  await logIn(page, client);
  const reply = await page.goto("/staff");
  expect(reply.status()).toBe(403);
});

test("the page that a stranger asked for comes after the login", async ({ page }) => {
  await page.goto("/account");
  await expect(page).toHaveURL(/\/login\?next=/);
  await fillIn(page, client);
  await expect(page).toHaveURL("/account");
});

test("after logging out the pages ask for a login again", async ({ page }) => {
  await logIn(page, staff);
  await page.locator("form[action='/logout'] button").click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto("/staff");
  await expect(page).toHaveURL(/\/login/);
});
