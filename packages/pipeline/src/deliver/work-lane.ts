import type { Mail } from "../ports/ledger.ts";
import type { Next } from "../ports/signals.ts";
import type { Step } from "./lane-step.ts";
import { createLaneSteps, type LaneParts } from "./lane-steps.ts";

/** Messages looked at in one go, in all, and goes before the lane makes room for others. */
const BATCH = 20;
const MOST_MAIL = 400;
const MOST_STEPS = 40;
const SET_ASIDE_MS = 60 * 60_000;

/** What one look through the mailbox came to. */
type Pass =
  | { readonly kind: "empty" }
  | Exclude<Step, { kind: "wait" }>
  | { readonly kind: "all-wait"; untilMs: number };

/** Works on the mailbox of a lane that is held, step by step, until nothing can be done now. */
export async function workLane(parts: LaneParts): Promise<Next> {
  const { now, leaseMs } = parts;
  const take = createLaneSteps(parts);
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const pass = await workOnFirst(parts, take);
    switch (pass.kind) {
      case "went":
        continue;
      case "empty":
        return nothingReadable(parts);
      case "all-wait":
      case "rest":
        return { kind: "again", afterMs: Math.max(0, pass.untilMs - now()) };
      case "lane-lost":
        return { kind: "again", afterMs: leaseMs / 4 };
      case "unavailable":
        return { kind: "again", afterMs: 0 };
    }
  }
  return { kind: "again", afterMs: 0 };
}

/** What is left in a mailbox may be set aside: a newer version of the bot wrote it, and an upgrade brings it. */
async function nothingReadable({ ledger, lease }: LaneParts): Promise<Next> {
  const left = await ledger.topicsWithMail(lease.conversation);
  return left.length === 0 ? { kind: "done" } : { kind: "again", afterMs: SET_ASIDE_MS };
}

/** Does the first thing that can be done now. What waits holds nothing back but later posts where posts wait for a budget. */
async function workOnFirst({ ledger, lease }: LaneParts, take: (mail: Mail) => Promise<Step>): Promise<Pass> {
  let untilMs = Number.POSITIVE_INFINITY;
  let postsWait = false;
  for (let offset = 0; offset < MOST_MAIL; offset += BATCH) {
    const batch = await ledger.mail(lease.conversation, BATCH, offset);
    if (batch.length === 0) return offset === 0 ? { kind: "empty" } : { kind: "all-wait", untilMs };
    for (const mail of batch) {
      const isPost = mail.entry.state.kind === "waiting";
      if (isPost && postsWait) continue;
      const step = await take(mail);
      if (step.kind !== "wait") return step;
      untilMs = Math.min(untilMs, step.untilMs);
      postsWait ||= isPost && step.forBudget === true;
    }
  }
  return { kind: "all-wait", untilMs };
}
