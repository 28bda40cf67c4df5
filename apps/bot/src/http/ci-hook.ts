import { createHash, timingSafeEqual } from "node:crypto";
import type { Secret } from "@perfecto-bot/domain";
import type { CiOutcome, CiReport } from "@perfecto-bot/pipeline";
import express, { Router, type ErrorRequestHandler, type RequestHandler, type Response } from "express";
import type { Log } from "../log.ts";
import { limitPerMinute } from "./limit-per-minute.ts";
import { readCiReport } from "./read-ci-report.ts";

/** Enough for the names of 10,000 tests. */
const BODY_LIMIT = "2mb";
/** Wrong tokens from one address per minute, before it has to wait. */
const MOST_REFUSED = 20;
/** A store that is away says so sooner; nobody's pipeline should wait for one that is slow. */
const DEADLINE_MS = 2_500;
const RETRY_AFTER_S = 10;

/** What the hook needs. */
export interface CiHookParts {
  readonly token: Secret;
  /** The labs there are. */
  readonly labs: readonly string[];
  /** Passes a report on. May take for ever, or reject, where the store is away; a report may come again. */
  readonly tell: (report: CiReport) => Promise<CiOutcome>;
  readonly log: Log;
  /** How long `tell` may take. */
  readonly deadlineMs?: number;
}

/**
 * `POST /hooks/ci`: CI says that a build started or finished, with a bearer token. The body is read as JSON whatever
 * its content type says, so that a plain `curl -d` works. 202: taken; 400: mistakes; 409: several builds may be meant;
 * 503 with `Retry-After`: the store is away, send it again.
 */
export function ciHook({ token, labs, tell, log, deadlineMs = DEADLINE_MS }: CiHookParts): Router {
  const router = Router();
  const json = express.json({ limit: BODY_LIMIT, type: () => true });
  router.post("/hooks/ci", authorised(token), json, async (request, response) => {
    const read = readCiReport(request.body, labs);
    if (read.kind === "mistaken") {
      response.status(400).json({ error: "the report has mistakes", mistakes: read.mistakes });
      return;
    }
    const { report } = read;
    try {
      const outcome = await within(deadlineMs, tell(report));
      if (outcome !== "late") return answer(response, report, outcome, read.ignored);
      tellUnwritten(response, log, report, `no answer within ${deadlineMs} ms`);
    } catch (error) {
      tellUnwritten(response, log, report, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    }
  });
  router.use("/hooks/ci", tellBadBody);
  return router;
}

function answer(response: Response, report: CiReport, outcome: CiOutcome, ignored: readonly string[]): void {
  const without = ignored.length === 0 ? {} : { ignored };
  switch (outcome.kind) {
    case "watching":
      response.status(202).json({ watching: true, ...without });
      return;
    case "nobody-subscribed":
      response.status(202).json({
        watching: false,
        reason: "no conversation is subscribed to this job",
        ...without,
      });
      return;
    case "several-builds": {
      const build = report.number === undefined ? report.job : `${report.job} #${report.number}`;
      const branches = outcome.branches.map((branch) => branch ?? "no branch").join(", ");
      response.status(409).json({
        error: `several builds are called ${build} now, on: ${branches}. Name one of these with "branch"; nothing was ended`,
        ...without,
      });
    }
  }
}

/** The store is away or refuses to write. What was begun may still be written later; a report may come twice. */
function tellUnwritten(response: Response, log: Log, { lab, job, number }: CiReport, error: string): void {
  log.error({ error, lab, job, number }, "a report of CI could not be written down; CI is asked to send it again");
  response
    .status(503)
    .set("Retry-After", String(RETRY_AFTER_S))
    .json({
      error: `the report could not be written down, because Redis does not answer or takes no writes: send it again in ${RETRY_AFTER_S} seconds`,
    });
}

/** What work resolves to, or "late" once the deadline is over; what it does after that is nobody's concern. */
async function within<Value>(deadlineMs: number, work: Promise<Value>): Promise<Value | "late"> {
  const { promise: late, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(resolve, deadlineMs, "late" as const);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Lets the right token through; only wrong ones count, so that a guesser behind the same address blocks nobody. */
function authorised(token: Secret): RequestHandler {
  const wanted = digest(token.reveal());
  const limit = limitPerMinute(MOST_REFUSED, "refused");
  const refuse: RequestHandler = (_request, response) => {
    response
      .status(401)
      .json({ error: "the bearer token is missing or wrong: send `Authorization: Bearer <CI_HOOK_TOKEN>`" });
  };
  return (request, response, next) => {
    const given = /^bearer +(.+)$/i.exec(request.get("authorization") ?? "")?.[1];
    if (given !== undefined && timingSafeEqual(digest(given), wanted)) return next();
    return limit(request, response, () => refuse(request, response, next));
  };
}

/** What the body parser refuses; `type` is its own word for why. @see https://github.com/expressjs/body-parser#errors */
const tellBadBody: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const type = typeof error === "object" && error !== null && "type" in error ? error.type : undefined;
  if (type === "entity.parse.failed") response.status(400).json({ error: "the body is not a JSON object" });
  else if (type === "entity.too.large") response.status(413).json({ error: `the body is larger than ${BODY_LIMIT}` });
  else next(error);
};

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
