import { formatDuration } from "@perfecto-bot/domain";
import type { LabError } from "../../ports/lab.ts";
import { storeErrorIn } from "../../ports/store-error.ts";
import { ASK_AGAIN, explainStoreTrouble } from "../explain-store-trouble.ts";

/** Why a lab did not answer, for the person who asked. Each is one sentence. */
export interface LabTrouble {
  readonly what: string;
  readonly todo: string;
}

/** What a lab's error means to the person who asked, and what can be done. The error's own message is for operators. */
export function explainLabError(error: LabError): LabTrouble {
  const { kind, lab, retryAfterMs, message } = error;
  const named = `The lab ${lab}`;
  switch (kind) {
    case "token-refused":
      return {
        what: `${named} refused the bot's security token: it expired or was revoked.`,
        todo: "Whoever runs the bot must renew the token; until then nothing can be read.",
      };
    case "wrong-lab":
      return {
        what: `${named} does not know the bot's security token: it belongs to another lab.`,
        todo: "Whoever runs the bot must check the lab's name and its token.",
      };
    case "rate-limited":
      return {
        what: `${named} was asked too often.`,
        todo:
          retryAfterMs === undefined
            ? "Ask again in a minute, or for a shorter window."
            : `Ask again in ${formatDuration(retryAfterMs)}, or for a shorter window.`,
      };
    case "unreachable":
      return {
        what: `${named} did not answer.`,
        todo: "Ask again in a minute; `status` tells since when it is silent.",
      };
    case "not-json":
      return {
        what: `${named} answered something that is no report, such as a login page or a proxy's error.`,
        todo: "Ask again in a minute; if it stays so, whoever runs the bot must check the lab's address.",
      };
    case "window-too-old":
      return { what: `${named} does not keep results for so long.`, todo: "Ask for a window that begins later." };
    case "not-found":
      return { what: `${named} does not have it.`, todo: "Check the id or link." };
    case "refused":
      return {
        what: `${named} refused the question: ${message}`,
        todo: "Ask in another way, or tell whoever runs the bot.",
      };
    case "store-unavailable":
      return {
        what: `${explainStoreTrouble(storeErrorIn(error)?.kind ?? "away")}, so the lab ${lab} was not asked.`,
        todo: ASK_AGAIN,
      };
  }
}
