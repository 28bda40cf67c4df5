import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { LabError, type LabErrorKind } from "../../ports/lab.ts";
import { SAMPLES_WITHIN_MS, type LabDriver, type LabStage } from "./lab-stage.ts";

/** What each kind of error is about. */
const CALLS: Readonly<Record<LabErrorKind, readonly ("listExecutions" | "listCommands")[]>> = {
  "token-refused": ["listExecutions", "listCommands"],
  "wrong-lab": ["listExecutions", "listCommands"],
  "rate-limited": ["listExecutions", "listCommands"],
  unreachable: ["listExecutions", "listCommands"],
  "not-json": ["listExecutions", "listCommands"],
  "window-too-old": ["listExecutions"],
  "not-found": ["listCommands"],
  refused: ["listExecutions", "listCommands"],
  "store-unavailable": ["listExecutions", "listCommands"],
};

/** What a lab's failures promise: a LabError of the right kind, without secrets, and at once where the caller gave up. */
export function labErrors<Stage extends LabStage>(name: string, { open, troubles, recover }: LabDriver<Stage>): void {
  const ask = ({ lab, nowMs, put }: Stage, call: "listExecutions" | "listCommands", signal?: AbortSignal) => {
    put([{ id: "e1", startedAtMs: nowMs(), job: { name: "Nightly", number: 1 } }]);
    if (call === "listCommands") return lab.listCommands("e1", signal);
    return lab.listExecutions({ jobNames: ["Nightly"], startedFromMs: nowMs() - SAMPLES_WITHIN_MS }, signal);
  };
  const cases = Object.entries(CALLS).flatMap(([kind, calls]) =>
    Object.entries(isKind(kind) ? troubles[kind] : {}).flatMap(([what, begin]) =>
      calls.map((call) => ({ kind, what, begin, call })),
    ),
  );

  describe(`${name} fails`, () => {
    it("in every way there is", () => {
      expect(Object.values(troubles).every((ways) => Object.keys(ways).length > 0)).toBe(true);
    });

    it.each(cases)("$call as $kind: $what; and answers when that is over", async ({ kind, begin, call }) => {
      const stage = await open();
      await begin(stage);
      const failure = await failureOf(ask(stage, call));
      expect(failure).toMatchObject({ kind, lab: stage.lab.id, message: expect.stringContaining(stage.lab.id) });
      const shown = inspect(failure, { depth: 9, showHidden: true });
      for (const secret of stage.secrets) expect(shown).not.toContain(secret);
      expect(failure.retryAfterMs ?? 1).toBeGreaterThan(0);
      await recover(stage);
      await expect(ask(stage, call)).resolves.toBeDefined();
    });

    it("as not-found, for commands of an execution that is not there", async () => {
      const stage = await open();
      for (const id of ["missing", "", "..", "a/b?c#d", "🙂"])
        expect(await failureOf(stage.lab.listCommands(id))).toMatchObject({ kind: "not-found" });
    });
  });

  describe(`${name}, given up by its caller,`, () => {
    it.each(["listExecutions", "listCommands"] as const)("ends at once with a LabError: %s", async (call) => {
      const stage = await open();
      stage.hang();
      const caller = new AbortController();
      const failing = failureOf(ask(stage, call, caller.signal));
      setImmediate(() => caller.abort(new Error("a reason of the caller")));
      expect(await failing).toMatchObject({ kind: "unreachable", lab: stage.lab.id });
      await expect(ask(stage, call)).resolves.toBeDefined();
    });

    it.each(["listExecutions", "listCommands"] as const)("does not begin: %s", async (call) => {
      const stage = await open();
      expect(await failureOf(ask(stage, call, AbortSignal.abort()))).toMatchObject({ kind: "unreachable" });
    });
  });
}

async function failureOf(call: Promise<unknown>): Promise<LabError> {
  const outcome = await call.then(
    () => "no failure",
    (error: unknown) => error,
  );
  if (outcome instanceof LabError) return outcome;
  throw new Error(`expected a LabError, got ${inspect(outcome)}`);
}

function isKind(kind: string): kind is LabErrorKind {
  return Object.hasOwn(CALLS, kind);
}
