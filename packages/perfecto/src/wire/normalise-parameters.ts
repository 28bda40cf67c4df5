import { strikeSecrets, type TestParameter } from "@perfecto-bot/domain";
import { asList } from "./as-list.ts";
import { asRecord } from "./as-record.ts";
import { asText } from "./as-text.ts";
import type { WireContext } from "./wire-context.ts";

/** The vendor's own tools have seen up to 14 (https://github.com/PerfectoMobileSA/PerfectoActions). */
const MOST_PARAMETERS = 30;
const LONGEST_TEXT = 200;
const LONGEST_READ = 2_000;
const STRUCK = "[struck out]";

/**
 * `parameters` of an execution: the row of data that it ran with. One without a name is left out, one without a value has an
 * empty one; undefined where there is none. They are shown to people, so a password is struck out.
 */
export function normaliseParameters(
  raw: unknown,
  context: Pick<WireContext, "note">,
): readonly TestParameter[] | undefined {
  const parameters = asList(raw, context).flatMap((entry): readonly TestParameter[] => {
    const parameter = asRecord(entry);
    const name = asText(parameter?.["name"])?.slice(0, LONGEST_READ);
    if (name === undefined) {
      context.note("shape");
      return [];
    }
    const value = asText(parameter?.["value"])?.slice(0, LONGEST_READ) ?? "";
    return [
      { name: cut(strikeSecrets(name)), value: isSecret(name) && value !== "" ? STRUCK : cut(strikeSecrets(value)) },
    ];
  });
  return parameters.length === 0 ? undefined : parameters.slice(0, MOST_PARAMETERS);
}

/** Whether what stands under a name is a secret, whatever it is. */
function isSecret(name: string): boolean {
  const assigned = `${name}=x1`;
  return strikeSecrets(assigned) !== assigned;
}

function cut(text: string): string {
  return text.slice(0, LONGEST_TEXT).toWellFormed();
}
