import type { Card } from "../card.ts";
import { text } from "../line.ts";
import { answerCard } from "./answer-card.ts";
import { grouped, sayCount } from "./say-numbers.ts";

/** What is said while a lab is being asked. */
export interface ProgressAnswerInput {
  readonly understoodAs: string;
  readonly asOfMs: number;
  /** Executions read so far. */
  readonly read: number;
  /** How many of them match. */
  readonly matching: number;
  /** How much of the window was read, 0 to 1, where it is known. */
  readonly share?: number;
  /** Labs that are being asked, where there are several. */
  readonly labs?: number;
}

/** An answer that is on its way: what was read so far. The answer takes its place. */
export function progressAnswer({ understoodAs, asOfMs, read, matching, share, labs = 1 }: ProgressAnswerInput): Card {
  const whom = labs > 1 ? sayCount(labs, "lab") : "the lab";
  const so = read === 0 ? "…" : `: ${sayCount(read, "execution")} read, ${matchWords(matching)}…`;
  const label = share === undefined ? "" : `${Math.min(99, Math.floor(share * 100))} % of the window`;
  return answerCard(
    { understoodAs, coverage: { asOfMs }, actions: {} },
    {
      status: "running",
      title: [text(`Asking ${whom}${so}`)],
      body:
        share === undefined || !(share > 0)
          ? []
          : [{ kind: "progress", done: Math.min(0.99, share), total: 1, label, weight: "detail" }],
    },
  );
}

function matchWords(matching: number): string {
  return matching === 0 ? "none matches yet" : `${grouped(matching)} ${matching === 1 ? "matches" : "match"}`;
}
