import type { ExecutionFilters, LabTarget, LoggedRequest } from "@perfecto-bot/simulators/lab";
import { expect, it } from "vitest";
import { describeLabRequest } from "./describe-lab-request.ts";
import { describeLogLine } from "./describe-log-line.ts";

const none: ExecutionFilters = { externalIds: [], tags: [], jobNames: [], jobNumbers: [], page: 1, ignored: [] };
const asked = (target: LabTarget, more: Partial<LoggedRequest> = {}): LoggedRequest => ({
  method: "GET",
  path: "/",
  target,
  hasToken: true,
  atMs: 1,
  ...more,
});
const list = (filters: Partial<ExecutionFilters>): LabTarget => ({
  kind: "executions",
  version: "v1",
  filters: { ...none, ...filters },
});
const known = {
  shownOf: () => 36,
  nameOf: (id: string) => (id === "e1" ? "login" : undefined),
  refusesToken: () => false,
};

it.each<[string, LoggedRequest, string | undefined, string]>([
  ["a round over all jobs", asked(list({})), "asked the lab what is new", "lab-request"],
  ["its next page", asked(list({ page: 2 })), "asked the lab what is new, page 2", "lab-request"],
  ["jobs", asked(list({ jobNames: ["a", "b"] })), "asked the lab for 2 jobs", "lab-request"],
  [
    "a build",
    asked(list({ jobNames: ["Nightly"], jobNumbers: ["7"] })),
    "tracked Nightly #7: 36 executions",
    "lab-request",
  ],
  ["steps", asked({ kind: "commands", version: "v1", testId: "e1" }), "read the steps of login", "lab-request"],
  ["a report", asked({ kind: "report", testId: "e1" }), "Somebody opened the report of login", "acted"],
  ["a picture", asked({ kind: "media", testId: "e1", file: "x.svg" }), undefined, ""],
  [
    "a failure",
    asked(list({ jobNames: ["Nightly"], jobNumbers: ["7"] }), { fault: "reset" }),
    "tracked Nightly #7: the lab failed (reset)",
    "failed-call",
  ],
])("describes %s", (_name, request, text, kind) => {
  const told = describeLabRequest(request, known);
  expect([told?.text, told?.kind ?? ""]).toEqual([text, kind]);
});

it("says that the token was refused", () => {
  const told = describeLabRequest(asked(list({})), { ...known, refusesToken: () => true });
  expect(told).toMatchObject({
    kind: "failed-call",
    tone: "bad",
    text: "asked the lab what is new: the lab refused its token",
  });
});

it.each<[Readonly<Record<string, unknown>>, object]>([
  [
    { level: 40, time: 7, msg: "no connection" },
    { atMs: 7, text: "no connection", tone: "normal" },
  ],
  [
    { level: 50, msg: "a round failed", error: "timeout" },
    { atMs: 3, text: "a round failed: timeout", tone: "bad" },
  ],
  [{ level: 50, error: { message: "deep" } }, { text: "something went wrong" }],
])("describes the log's %j", (line, expected) => {
  expect(describeLogLine(line, 3)).toMatchObject({ actor: "service", kind: "log", ...expected });
});
