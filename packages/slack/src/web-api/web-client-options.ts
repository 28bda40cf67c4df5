import { type WebClientOptions } from "@slack/web-api";
import { boltLogger } from "../bolt-logger.ts";
import type { SlackLog } from "../slack-log.ts";
import { patientFetch } from "./patient-fetch.ts";

/** How long one call may take. A call cut off here may still have been carried out by Slack. */
export const CALL_TIMEOUT_MS = 10_000;

/**
 * The options of every Web API client of ours. A new object for each client, because Slack's libraries write into it.
 *
 * - no `headers`, ever: the client writes its token into the object it was given, so that a shared object sends one
 *   workspace's token with another workspace's call;
 * - no retries: a post that timed out may have been made, and only the caller can look before it posts again;
 * - a 429 is an answer, not a reason to hold up all other calls;
 * - a method name can never be an address.
 * @see https://docs.slack.dev/tools/node-slack-sdk/web-api
 */
export function webClientOptions(apiUrl: string | undefined, log: SlackLog): WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    allowAbsoluteUrls: false,
    fetch: patientFetch,
    logger: boltLogger(log),
  };
}
