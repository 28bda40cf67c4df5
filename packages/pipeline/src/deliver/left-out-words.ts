import type { LeftOut } from "../ports/channel.ts";

/** What a message goes without, as people say it; each completes "without". */
const PART_WORDS: Readonly<Record<LeftOut["part"], string>> = {
  everybody: "calling everybody here",
  people: "calling anybody",
  "channel-copy": "a copy in the channel",
  thread: "a thread",
  pictures: "pictures",
  detail: "some of its details",
  layout: "its layout",
};

/** A part that was left out: "calling everybody here". */
export const leftOutWords = ({ part }: Pick<LeftOut, "part">): string => PART_WORDS[part];

/** All that was left out, with why, for `why`. */
export function leftOutDetail(leftOut: readonly LeftOut[]): string {
  return leftOut.map((one) => `without ${leftOutWords(one)}: ${one.detail}`).join("; ");
}
