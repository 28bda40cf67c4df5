import { buildCard, failureCard, type Card } from "@perfecto-bot/cards";
import {
  buildLabel,
  buildToldBy,
  emptyPicture,
  failingCommand,
  recordAnswer,
  recordedResults,
  verdictOf,
} from "@perfecto-bot/domain";
import { createLab, type ConnectedLab } from "@perfecto-bot/perfecto";
import { Secret } from "@perfecto-bot/domain";
import { refuseMessageBlocks } from "@perfecto-bot/simulators/slack";
import { startLabSimulator, vendorSampleLabExecutions, type LabSimulator } from "@perfecto-bot/simulators/lab";
import { findLimitViolations, renderCard } from "@perfecto-bot/slack";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let simulator: LabSimulator;
let lab: ConnectedLab;
beforeAll(async () => {
  simulator = await startLabSimulator();
  simulator.putAll(vendorSampleLabExecutions());
  lab = createLab({ id: "sample", baseUrl: simulator.baseUrl, token: new Secret(simulator.token), now: Date.now });
});
afterAll(async () => {
  await lab.close();
  await simulator.stop();
});

describe("the vendor document's own samples, with odd stamps, a missing job and no artifacts", () => {
  test("are read without losing an execution", async () => {
    const { executions, processing } = await lab.listExecutions({});
    expect(executions).toHaveLength(vendorSampleLabExecutions().length);
    expect(processing).toBe("complete");
    expect(executions.map(({ job }) => job)).toContainEqual({ name: "Sample Job", number: 45 });
    expect(executions.map(({ job }) => job)).toContain(undefined);
  });

  test("become build cards and failure cards that Slack takes", async () => {
    const answer = await lab.listExecutions({});
    for (const execution of answer.executions) {
      const commands = await lab.listCommands(execution.id);
      const failure = failingCommand(commands);
      const ref = buildToldBy(execution);
      const { picture } = recordAnswer(emptyPicture(ref), {
        executions: [{ ...execution, status: "FAILED" }],
        complete: true,
        answeredAtMs: answer.answeredAtMs,
      });
      const enrichment = { state: "done" as const, ...(failure && { failure }) };
      const explained = [...picture.executions].map(([id, kept]) => [id, { ...kept, enrichment }] as const);
      const shown = recordedResults({ ...picture, executions: new Map(explained) });
      const verdict = verdictOf(picture, shown);
      const cards: readonly Card[] = [
        buildCard({
          ref,
          verdict,
          attempt: 1,
          final: undefined,
          reopened: 0,
          ci: undefined,
          usualTotal: undefined,
          muted: 0,
          mutedElsewhere: 0,
          before: undefined,
          libraryUrl: lab.links.build(ref),
        }),
        ...shown.map((result) =>
          failureCard({
            result,
            reportUrl: lab.links.execution(execution.id),
            build: { label: buildLabel(ref), url: lab.links.build(ref) },
            sameCauseOn: [],
            buildIsFinal: true,
          }),
        ),
      ];
      for (const card of cards) {
        const content = renderCard(card);
        expect(content.text).not.toBe("");
        expect(findLimitViolations(content)).toEqual([]);
        expect(refuseMessageBlocks(JSON.parse(JSON.stringify(content.blocks)), () => false)).toBeUndefined();
      }
    }
  });

  test("have a failing command: the last that failed", async () => {
    const [first] = (await lab.listExecutions({})).executions;
    const reports = await Promise.all((await lab.listExecutions({})).executions.map(({ id }) => lab.listCommands(id)));
    expect(first).toBeDefined();
    const named = reports.map(failingCommand).filter((failure) => failure !== undefined);
    expect(named.map(({ command }) => command)).toContain("Command_hi dsffsdf dsfdsssb");
  });
});
