import type { RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";

/** Lets one address make so many requests a minute; `refused`: only requests that were refused count. */
export function limitPerMinute(limit: number, count: "all" | "refused"): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    skipSuccessfulRequests: count === "refused",
    legacyHeaders: false,
    standardHeaders: "draft-8",
    message: { error: "too many requests; wait a minute" },
    // Behind a proxy all requests share its address; the limit is wide enough for that.
    validate: { xForwardedForHeader: false },
  });
}
