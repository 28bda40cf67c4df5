import type { Page } from "playwright-core";

/** Presses something in the menu "Break it"; a switch is on when this resolves. */
export async function breakIt(page: Page, role: "button" | "switch", name: string): Promise<void> {
  const opener = page.getByRole("button", { name: "Break it" });
  await opener.click();
  await page.getByRole("group", { name: "Break it" }).getByRole(role, { name }).click();
  if (role === "switch") await page.getByRole("status", { name: "Broken now" }).getByText(name).waitFor();
  await opener.click();
}
