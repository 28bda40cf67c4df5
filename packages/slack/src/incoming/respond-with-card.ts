import { setTimeout as delay } from "node:timers/promises";
import { contentOf } from "../channel/content-of.ts";
import type { PlacedCard, PlacedPictures } from "../pictures/placed-card.ts";
import type { Shape } from "../web-api/remedies.ts";
import { respond, type ResponseMessage, type ResponseOutcome } from "./respond.ts";

/** How a card is shown by a response_url. */
export type ResponseManner = Pick<ResponseMessage, "response_type" | "replace_original" | "thread_ts">;

type Show = (shape: Pick<Shape, "textOnly" | "pictures">) => Promise<ResponseOutcome>;

const INVALID_BLOCKS = "invalid_blocks";

/**
 * Shows a card by a response_url, in a lesser form where Slack refuses it: without its pictures, then as text alone.
 * Takes at most two uses of the response_url besides `mostWithPictures`. What may be shown already is tried once more
 * at the most. Resolves to whether it is shown; never rejects.
 */
export async function respondWithCard(
  url: string,
  manner: ResponseManner,
  placed: PlacedCard,
  mostWithPictures: number,
): Promise<boolean> {
  const show: Show = (shape) => respond(url, { ...manner, ...contentOf(placed, shape) });
  const { pictures } = placed;
  const pictured = pictures === undefined ? "refused" : await showPictures(show, pictures, mostWithPictures);
  if (pictured === "shown") return true;
  const plain = await show({ textOnly: false, pictures: false });
  if (plain.kind === "shown") return true;
  if (pictured === "unclear" && plain.kind === "unclear") return false;
  return (await show({ textOnly: true, pictures: false })).kind === "shown";
}

/**
 * Here Slack does not say which block it refuses, and a refusal may count as a use. So while files are new each try
 * waits first, longer than one that could be made often.
 */
async function showPictures(show: Show, pictures: PlacedPictures, most: number): Promise<ResponseOutcome["kind"]> {
  const { pausesMs, forget } = pictures;
  for (const pauseMs of pausesMs.length === 0 ? [0] : pausesMs.slice(-most)) {
    await delay(pauseMs);
    const outcome = await show({ textOnly: false, pictures: true });
    if (outcome.kind !== "refused" || (outcome.code ?? INVALID_BLOCKS) !== INVALID_BLOCKS) return outcome.kind;
  }
  forget();
  return "refused";
}
