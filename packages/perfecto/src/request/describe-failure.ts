import { LabError, type LabErrorKind } from "@perfecto-bot/pipeline";
import type { LabFailure } from "./lab-failure.ts";

const advice: Readonly<Record<LabErrorKind, string>> = {
  "token-refused": "Make a new security token for the bot's own Perfecto user and give it to the bot.",
  "wrong-lab": "Check that the cloud name and the security token belong to the same lab.",
  "rate-limited": "Ask again after the wait; if this lasts, lower the bot's requests a second.",
  unreachable: "Check the lab's address, its status, and the way to it from this machine; then ask again.",
  "not-json": "Check the lab's address, and whether a proxy or a login page answers in its place.",
  "window-too-old": "Ask for a more recent time window.",
  "not-found": "Check the id; the lab may no longer keep this execution.",
  "store-unavailable": "The lab was not asked: check the bot's Redis, and whether it takes writes.",
  refused: "Check the lab's address and API version, and the filter that was asked for.",
};

/** What was asked, for error messages: never holds the token. */
export interface Asked {
  /** The lab's id. */
  readonly lab: string;
  /** Address without query. */
  readonly address: string;
}

/** The error for a request that failed for good: what failed, on what, and what to do. */
export function describeFailure(failure: LabFailure, asked: Asked): LabError {
  const message = `Lab ${asked.lab}: GET ${asked.address} failed: ${failure.fact}. ${advice[failure.kind]}`;
  const { retryAfterMs, cause } = failure;
  return new LabError(failure.kind, asked.lab, message, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(cause === undefined ? {} : { cause }),
  });
}
