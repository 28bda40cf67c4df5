import type { Command } from "@perfecto-bot/domain";
import { asList } from "./as-list.ts";
import { asRecord } from "./as-record.ts";
import { asText } from "./as-text.ts";
import { normaliseCommand } from "./normalise-command.ts";
import { parseJson } from "./parse-json.ts";
import type { WireContext } from "./wire-context.ts";

/** The name the lab gives a step that the test never named. */
const unnamedStep = "Test step";

/**
 * Reads one answer of `GET /export/api/{v1,v3}/test-executions/<id>/commands`, as text or as parsed JSON: the commands
 * in the lab's order, which is the order of execution. v1 answers one `{testExecutionId, commands[]}`, v3 a list of
 * steps `{name, commands[]}`; both are read alike. Undefined where it is no such answer. Never throws.
 *
 * v1: https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm;
 * v3: https://github.com/PerfectoCode/Reporting-Samples.
 */
export function parseCommandsReport(input: unknown, context: WireContext): readonly Command[] | undefined {
  const answer = asRecord(typeof input === "string" ? parseJson(input) : input);
  const resources = answer?.["resources"] ?? (asRecord(answer?.["metadata"]) && []);
  if (!Array.isArray(resources)) return undefined;

  const commands: Command[] = [];
  for (const raw of resources) {
    const group = asRecord(raw);
    if (!group) {
      context.note("shape");
      continue;
    }
    const name = asText(group["name"]);
    const step = name === unnamedStep ? undefined : name;
    for (const entry of asList(group["commands"], context)) {
      const command = normaliseCommand(entry, step, context);
      if (command) commands.push(command);
    }
  }
  return commands;
}
