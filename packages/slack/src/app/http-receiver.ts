import { once as onceEmitted } from "node:events";
import { ExpressReceiver } from "@slack/bolt";
import { Router } from "express";
import { boltLogger } from "../bolt-logger.ts";
import { BODY_LIMIT_BYTES, guardRequests, type GuardOptions } from "./guard-requests.ts";
import type { InFlight } from "@perfecto-bot/pipeline";

const EVENTS_PATH = "/slack/events";

/** Bolt's receiver for `POST /slack/events` as routes of the caller's own server, behind our guard. */
export function httpReceiver(options: GuardOptions, inFlight: InFlight): ExpressReceiver {
  const router = Router();
  router.post(EVENTS_PATH, (_request, response, next) => {
    void inFlight.run(() => onceEmitted(response, "close"));
    next();
  });
  router.post(EVENTS_PATH, guardRequests(options));
  return new ExpressReceiver({
    signingSecret: options.signingSecret.reveal(),
    endpoints: EVENTS_PATH,
    router,
    bodyLimit: BODY_LIMIT_BYTES,
    logger: boltLogger(options.log),
  });
}
