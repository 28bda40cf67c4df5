import type { Clock, Once } from "@perfecto-bot/pipeline";
import type { Secret } from "@perfecto-bot/domain";
import { verifySlackRequest } from "@slack/bolt";
import type { NextFunction, Request, Response } from "express";
import type { SlackLog } from "../slack-log.ts";

/** Slack's requests are far smaller. */
export const BODY_LIMIT_BYTES = 1_000_000;
const MAX_SKEW_MS = 5 * 60_000;
/** A signed request is good for five minutes either way, so its signature is remembered as long. */
const REPLAY_MEMORY_MS = 2 * MAX_SKEW_MS;

/** What the guard needs to decide. */
export interface GuardOptions {
  readonly signingSecret: Secret;
  readonly once: Once;
  readonly now: Clock;
  readonly log: SlackLog;
  /** False while the service is stopping. */
  readonly isOpen: () => boolean;
}

/**
 * Stands before Bolt's receiver, which checks the signature again. Bolt alone takes a time stamp from the future and
 * the same request twice, and reads four megabytes before it looks. 401: not from Slack, from another time, or seen
 * before; 413: too large; 503: stopping (Slack sends events again). Where the memory of signatures cannot be asked a request
 * passes: whoever asked must be told, and nothing that is remembered can be changed by a replay either.
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function guardRequests(options: GuardOptions) {
  return async (request: Request & { rawBody?: Buffer }, response: Response, next: NextFunction): Promise<void> => {
    if (!options.isOpen()) return refuse(response, 503);
    const body = await readBody(request);
    if (body === undefined) return refuse(response, 413);
    const signature = request.get("x-slack-signature") ?? "";
    const stampS = Number(request.get("x-slack-request-timestamp"));
    if (!isAuthentic(options, body, signature, stampS)) return refuse(response, 401);
    // A retry may repeat the signed request as it was; its event id shows whether it was handled. So may a menu whose
    // letters are typed, taken back and typed again within a second; it changes nothing.
    if (request.get("x-slack-retry-num") === undefined && !asksForOptions(body)) {
      if (await wasSeen(options, signature)) return refuse(response, 401);
    }
    request.rawBody = body;
    next();
  };
}

function isAuthentic({ signingSecret, now, log }: GuardOptions, body: Buffer, signature: string, stampS: number) {
  const nowMs = now();
  if (!Number.isFinite(stampS) || stampS * 1000 > nowMs + MAX_SKEW_MS) {
    log.warn({ stampS }, "a request with a time stamp from the future was refused");
    return false;
  }
  try {
    verifySlackRequest({
      signingSecret: signingSecret.reveal(),
      body: body.toString(),
      headers: { "x-slack-signature": signature, "x-slack-request-timestamp": stampS },
      nowMilliseconds: nowMs,
    });
    return true;
  } catch {
    log.warn({}, "a request without a valid Slack signature was refused");
    return false;
  }
}

/** @see https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
function asksForOptions(body: Buffer): boolean {
  try {
    const payload: unknown = JSON.parse(new URLSearchParams(body.toString()).get("payload") ?? "");
    return typeof payload === "object" && payload !== null && "type" in payload && payload.type === "block_suggestion";
  } catch {
    return false;
  }
}

async function wasSeen({ once, log }: GuardOptions, signature: string): Promise<boolean> {
  try {
    if (await once.first("slack-signature", signature, REPLAY_MEMORY_MS)) return false;
    log.warn({}, "a Slack request that was sent before was refused");
    return true;
  } catch (error) {
    log.error({ error: String(error) }, "Slack's request could not be checked for a replay");
    return false;
  }
}

/** The whole body, or nothing when it is too large or cut off. A body that says it is too large is not read at all. */
async function readBody(request: Request): Promise<Buffer | undefined> {
  if (Number(request.get("content-length") ?? 0) > BODY_LIMIT_BYTES) return undefined;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (body: Buffer | undefined): void => {
      request.off("data", take).pause();
      resolve(body);
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > BODY_LIMIT_BYTES) end(undefined);
    };
    request.on("data", take);
    request.once("end", () => end(Buffer.concat(chunks)));
    request.once("error", () => end(undefined));
  });
}

/** What is left of a refused body is not worth reading, so the connection ends with the answer. */
function refuse(response: Response, status: number): void {
  response.status(status).set("connection", "close").end();
}
