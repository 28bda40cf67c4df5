import type { ServerResponse } from "node:http";
import type { LabAnswer } from "./lab-answer.ts";
import type { FaultBehaviour } from "./lab-fault.ts";

/** Sends an answer after `latencyMs`, the way the fault wants it: late, cut off, reset, or never. */
export function sendAnswer(
  response: ServerResponse,
  answer: LabAnswer,
  fault: FaultBehaviour | undefined,
  latencyMs: number,
): void {
  if (fault?.kind === "hang") return;
  if (fault?.kind === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const delayMs = latencyMs + (fault?.kind === "slow" ? fault.delayMs : 0);
  const send = () => write(response, answer, fault?.kind === "truncated-json");
  if (delayMs === 0) send();
  else setTimeout(send, delayMs).unref();
}

function write(response: ServerResponse, answer: LabAnswer, cutOff: boolean) {
  const whole = Buffer.from(answer.body, "utf8");
  const body = cutOff ? whole.subarray(0, Math.floor(whole.length / 2)) : whole;
  response.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
  response.end(body);
}
