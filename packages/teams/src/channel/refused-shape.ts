import { LIMITS } from "../render/limits.ts";
import { WHOLE, type ContentShape } from "../render/index.ts";
import type { ContentIn } from "./card-content.ts";
import { calledIn } from "./lesser-shapes.ts";

const CALL = "call/";
const PICTURES = "pictures";
const LARGE = "large";

/** The form that is tried first where Teams refused these forms lately. Pure. */
export function shapeWithout(refused: ReadonlyMap<string, string>): ContentShape {
  const ids = [...refused.keys()].flatMap((form) => (form.startsWith(CALL) ? [form.slice(CALL.length)] : []));
  return {
    ...WHOLE,
    ...(ids.length === 0 ? {} : { uncalled: new Set(ids) }),
    ...(refused.has(PICTURES) ? { pictures: false } : {}),
    ...(refused.has(LARGE) ? { maxBytes: LIMITS.messageBytesSmaller } : {}),
  };
}

/**
 * What Teams refuses in a conversation, by the names that {@link shapeWithout} knows, learnt from a message that it took in
 * another form than was tried first. Only what was alone to blame: of text alone nobody knows what was wrong. Pure.
 */
export function refusedForms(content: ContentIn, tried: ContentShape, sent: ContentShape): readonly string[] {
  if (sent === tried || sent.form === "text") return [];
  const called = new Set(calledIn(content(sent)));
  const uncalled = calledIn(content(tried)).filter((id) => !called.has(id));
  if (uncalled.length > 0) return uncalled.map((id) => CALL + id);
  return [...(tried.pictures && !sent.pictures ? [PICTURES] : []), ...(sent.maxBytes < tried.maxBytes ? [LARGE] : [])];
}
