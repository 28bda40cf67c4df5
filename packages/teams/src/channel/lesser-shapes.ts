import type { ContentRemedy } from "../connector/with-remedies.ts";
import { LIMITS } from "../render/limits.ts";
import type { ContentShape, TeamsContent } from "../render/index.ts";
import type { ContentIn } from "./card-content.ts";

/** Few enough to find out which of them Teams refuses to call. */
const MOST_ONE_BY_ONE = 4;

/**
 * The forms that are left to try where Teams refused a message, the best first; of those that look the same, one. A message
 * that is too large loses its pictures first, because they stand in words too, and its buttons last. One that Teams does not
 * take as it is loses a call first, because a single person whom it cannot call spoils the whole message; only text that calls
 * nobody is left in the end. Pure.
 */
export function lesserShapes(remedy: ContentRemedy, whole: ContentShape, content: ContentIn): readonly ContentShape[] {
  const seen = new Set([JSON.stringify(content(whole))]);
  return candidates(remedy, whole, calledIn(content(whole))).filter((shape) => {
    const json = JSON.stringify(content(shape));
    return !seen.has(json) && seen.add(json);
  });
}

function candidates(remedy: ContentRemedy, whole: ContentShape, called: readonly string[]): readonly ContentShape[] {
  const unpictured = { ...whole, pictures: false };
  if (remedy === "lighter")
    return [unpictured, { ...unpictured, maxBytes: LIMITS.messageBytesSmaller }, { ...whole, form: "text" }];
  const before = whole.uncalled === "everybody" ? [] : [...whole.uncalled];
  const oneByOne = called.length <= MOST_ONE_BY_ONE ? called : [];
  return [
    ...oneByOne.map((id) => ({ ...whole, uncalled: new Set([...before, id]) })),
    { ...whole, uncalled: "everybody" },
    unpictured,
    { ...whole, form: "text" },
    { ...whole, form: "text", uncalled: "everybody" },
  ];
}

/** The ids of those whom a message calls. */
export function calledIn({ card }: TeamsContent): readonly string[] {
  return (card.msteams?.entities ?? []).flatMap((entity) =>
    "mentioned" in entity && entity.mentioned?.id !== undefined ? [entity.mentioned.id] : [],
  );
}
