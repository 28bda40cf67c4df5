import type { ServerResponse } from "node:http";
import type { FaultBehaviour } from "../faults.ts";
import { sendJson, sendText } from "../http-exchange.ts";

/** Whether a call is carried out all the same. */
export const isCarriedOut = (fault: FaultBehaviour): boolean =>
  fault.kind === "lost-answer" ||
  fault.kind === "hang-after-acceptance" ||
  ("accepted" in fault && (fault.accepted ?? false));

/** Answers as a fault says, or does not answer. A slow answer is for the caller to give. */
export const misbehave = (response: ServerResponse, fault: FaultBehaviour): void => {
  switch (fault.kind) {
    case "status":
      sendText(response, fault.status, `upstream error ${fault.status}`);
      return;
    case "rate-limited": {
      const headers = fault.retryAfterS === undefined ? {} : { "retry-after": String(fault.retryAfterS) };
      sendJson(response, 429, { ok: false, error: "ratelimited" }, headers);
      return;
    }
    case "error":
      sendJson(response, 200, { ok: false, error: fault.error });
      return;
    case "html":
      sendText(response, 200, "<!doctype html><title>Slack</title><h1>Something went wrong</h1>", "text/html");
      return;
    case "redirect":
      response.writeHead(302, { location: fault.to }).end();
      return;
    case "lost-answer":
    case "lost-request":
      response.socket?.destroy();
      return;
    case "hang":
    case "hang-after-acceptance":
    case "slow":
  }
};
