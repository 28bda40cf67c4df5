import { createHash, timingSafeEqual } from "node:crypto";
import type { Secret } from "@perfecto-bot/domain";
import { ciSaid, type CiReport, type Clock, type KeepGoingParts } from "@perfecto-bot/pipeline";
import express, { Router, type ErrorRequestHandler, type RequestHandler } from "express";
import { z } from "zod";
import { limitPerMinute } from "./limit-per-minute.ts";

const BODY_LIMIT = "64kb";
/** Wrong tokens from one address per minute, before it has to wait. */
const MOST_REFUSED = 20;

const Report = z.strictObject({
  job: z.string().min(1).max(500),
  number: z.int().min(1),
  state: z.enum(["started", "finished"]),
  branch: z.string().min(1).max(500).optional(),
  expected: z.int().min(0).max(1_000_000).optional(),
  lab: z.string().min(1).max(64).optional(),
});

/**
 * `POST /hooks/ci`: CI says that a build started or finished, with a bearer token. The body is read as JSON whatever
 * its content type says, so that a plain `curl -d` works.
 */
export function ciHook(
  { poll, now }: { readonly poll: Omit<KeepGoingParts, "ledger">; readonly now: Clock },
  token: Secret,
): Router {
  const router = Router();
  const json = express.json({ limit: BODY_LIMIT, type: () => true });
  router.post("/hooks/ci", authorised(token), json, async (request, response) => {
    const parsed = Report.safeParse(request.body);
    if (!parsed.success) {
      response.status(400).json({
        error: "the report has mistakes",
        mistakes: parsed.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`),
      });
      return;
    }
    const { lab, branch, expected, ...said } = parsed.data;
    const [only, ...others] = [...poll.labs.keys()];
    const named = lab ?? (others.length === 0 ? only : undefined);
    if (named === undefined || !poll.labs.has(named)) {
      response.status(400).json({ error: `lab: name one of ${[...poll.labs.keys()].join(", ")}` });
      return;
    }
    const report: CiReport = {
      ...said,
      lab: named,
      ...(branch === undefined ? {} : { branch }),
      ...(expected === undefined ? {} : { expected }),
    };
    const outcome = await ciSaid({ ...poll, now }, report);
    response
      .status(202)
      .json(
        outcome.kind === "watching"
          ? { watching: true }
          : { watching: false, reason: "no conversation is subscribed to this job" },
      );
  });
  router.use("/hooks/ci", tellBadBody);
  return router;
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
