import { setTimeout as delay } from "node:timers/promises";
import { picturesIn, type Card, type Picture } from "@perfecto-bot/cards";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { openPictureFiles, type PictureFile, type PictureFilesOptions } from "./picture-files.ts";
import type { PlacedCard } from "./placed-card.ts";

/** The pictures of cards, drawn and brought to Slack. */
export interface SlackPictures {
  /** Brings whatever of a card's pictures can be in Slack soon enough. Never rejects: a card may always go without. */
  readonly place: (workspace: SlackWorkspace, card: Card) => Promise<PlacedCard>;
}

/** Cards without pictures. */
export const noPictures: SlackPictures = { place: async (_workspace, card) => ({ card }) };

/** Whoever waits for an answer would rather have its numbers than wait longer for all its pictures, drawn and uploaded. */
const PICTURES_WITHIN_MS = 8_000;
/** {@link PlacedPictures.pausesMs} of new files: Slack has looked into a small one after a second or two. */
const PAUSES_MS: readonly number[] = [500, 1_000, 2_000];
/** That long after it was uploaded a file that Slack does not know may yet become known. */
const NEW_FOR_MS = 60_000;

/** `withinMs`: the longest that a card waits for its pictures. */
export function openSlackPictures(
  options: PictureFilesOptions,
  { withinMs = PICTURES_WITHIN_MS, pausesMs = PAUSES_MS } = {},
): SlackPictures {
  const { now, log } = options;
  const files = openPictureFiles(options);

  async function place(workspace: SlackWorkspace, card: Card): Promise<PlacedCard> {
    const wanted = picturesIn(card);
    if (wanted.length === 0) return { card };
    const placed = new Map<Picture, PictureFile>();
    const late = delay(withinMs, "late" as const, { ref: false });
    const bring = async (picture: Picture): Promise<void> => {
      const file = await Promise.race([files.fileOf(workspace, picture), late]);
      if (file === "late") log.info({ workspace: workspace.id }, "a picture was not in Slack in time");
      else if (file !== undefined) placed.set(picture, file);
    };
    await Promise.all(wanted.map(bring));
    if (placed.size === 0) return { card };
    const isNew = [...placed.values()].some(({ sinceMs }) => now() - sinceMs < NEW_FOR_MS);
    const forget = (): void => wanted.forEach((picture) => files.forget(workspace, picture));
    return {
      card,
      pictures: { of: (picture) => placed.get(picture)?.id, pausesMs: isNew ? pausesMs : [], forget },
    };
  }

  return { place };
}
