import { z } from "zod";

const Stamp = z.iso.datetime({ offset: true });
const Count = z.int().nonnegative();

const Row = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  status: z.enum(["PASSED", "FAILED", "BLOCKED", "UNKNOWN"]),
  job: z.string().nullable(),
  build: z.int().nullable(),
  branch: z.string().nullable(),
  platform: z.string(),
  owner: z.string().nullable(),
  tags: z.array(z.string()),
  startTime: Stamp.nullable(),
  durationMs: Count.nullable(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  reportUrl: z.url().nullable(),
  parameters: z.array(z.strictObject({ name: z.string(), value: z.string() })),
});

const Group = z.object({ key: z.string().nullable(), total: Count, failed: Count });

const Mistake = z.strictObject({
  at: Count,
  length: Count,
  message: z.string().min(1),
  suggestion: z.string().optional(),
});

/** What `ask --json` promises of every answer; some verbs have more lists. */
export const AnswerSchema = z.looseObject({
  question: z.string().nullable(),
  window: z.strictObject({ from: Stamp, to: Stamp }).nullable(),
  total: Count,
  complete: z.boolean(),
  missing: z.array(z.string()),
  rows: z.array(Row),
  groups: z.array(Group),
  mistakes: z.array(Mistake),
});
