import { createLab, parseReportLink, type ConnectedLab } from "@perfecto-bot/perfecto";
import { LabError, type AskParts, type Clock } from "@perfecto-bot/pipeline";
import type { LabConfig } from "../config/config.ts";
import { createOwnBudgets } from "./own-budgets.ts";

/** What answers a question, and how to let go of it. */
export interface OpenedLabs {
  readonly parts: AskParts;
  readonly close: () => Promise<void>;
}

/**
 * Labs to be asked one question: within the same requests a second as the service's, and without any memory. `onTrouble`
 * hears of what went wrong, but for what a lab did: that the answer says itself.
 */
export function openLabs(labs: readonly LabConfig[], now: Clock, onTrouble: AskParts["onError"]): OpenedLabs {
  const budgets = createOwnBudgets();
  const opened = new Map<string, ConnectedLab>(
    labs.map(({ id, baseUrl, token }) => [id, createLab({ id, baseUrl, token, budgets, now })]),
  );
  const asked = new Map([...opened].map(([id, { forQuestions }]) => [id, forQuestions]));
  const onError: AskParts["onError"] = (error, doing) => {
    if (!(error instanceof LabError)) onTrouble(error, doing);
  };
  return {
    parts: { labs: asked, links: (lab) => opened.get(lab)?.links, readLink: parseReportLink, now, onError },
    close: async () => {
      await Promise.all([...opened.values()].map((lab) => lab.close()));
    },
  };
}
