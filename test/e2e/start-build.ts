import type { Page } from "playwright-core";
import { partOf } from "./page-parts.ts";

/** What is typed into the form; the rest stays as the form gives it. */
export interface BuildWishes {
  readonly executions: number;
  readonly failures: number;
  readonly causes: number;
}

/** Fills in the lab's form for a build of a job, known or new, and starts it. */
export async function startBuild(page: Page, job: string, wishes: BuildWishes): Promise<void> {
  await partOf(page, "Lab").getByRole("button", { name: "Start a build", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Start a build" });
  const jobs = form.getByRole("combobox", { name: "Job" });
  if ((await jobs.getByRole("option", { name: job, exact: true }).count()) > 0) await jobs.selectOption(job);
  else {
    await jobs.selectOption("A new job…");
    await form.getByLabel("Name of the new job").fill(job);
  }
  await form.getByLabel("Executions").fill(`${wishes.executions}`);
  await form.getByLabel("Failures").fill(`${wishes.failures}`);
  await form.getByLabel("Causes").fill(`${wishes.causes}`);
  await form.getByRole("button", { name: "Start", exact: true }).click();
  await form.waitFor({ state: "detached" });
}
