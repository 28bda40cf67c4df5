import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SERIOUS: ReadonlySet<unknown> = new Set(["serious", "critical"]);

/**
 * What on a page bars people, as axe-core finds it: each finding of impact serious or critical with the elements it is
 * about. `within` is the selector of what is looked at; where nothing is found by it, axe-core fails.
 * @see https://github.com/dequelabs/axe-core/blob/develop/doc/API.md
 */
export async function findBarriers(page: Page, within = "body"): Promise<readonly string[]> {
  await page.evaluate(`typeof axe === "object" || (() => { ${source} })()`);
  const { violations } = await page.evaluate<Pick<AxeResults, "violations">>(
    `axe.run(${JSON.stringify(within)}, { resultTypes: ["violations"] }).then(({ violations }) => ({ violations }))`,
  );
  return violations
    .filter(({ impact }) => SERIOUS.has(impact))
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, any }) => `${String(target)} ${any[0]?.message ?? ""}`).join(", ")}`,
    );
}
