import { createHash } from "node:crypto";
import type { Picture } from "@perfecto-bot/cards";
import type { Clock, DeliveryFailure, DrawPicture } from "@perfecto-bot/pipeline";
import type { SlackLog } from "../slack-log.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { uploadPicture, type FileWords } from "./upload-picture.ts";

/** A picture that lies in Slack. */
export interface PictureFile {
  readonly id: string;
  /** When it came there, epoch ms. */
  readonly sinceMs: number;
}

/** Pictures as files of Slack's. */
export interface PictureFiles {
  /** Draws and uploads a picture, or finds the file it has already; undefined where it cannot be had now. Never rejects. */
  readonly fileOf: (workspace: SlackWorkspace, picture: Picture) => Promise<PictureFile | undefined>;
  /** The next card that shows the picture brings it anew. */
  readonly forget: (workspace: SlackWorkspace, picture: Picture) => void;
}

/** What pictures are drawn and uploaded with. */
export interface PictureFilesOptions {
  readonly draw: DrawPicture;
  /** Default: Slack's own. */
  readonly apiUrl?: string | undefined;
  readonly now: Clock;
  readonly log: SlackLog;
}

/** That long a page that is turned back to, or an answer that is shared, has its file already. */
const KNOWN_FOR_MS = 30 * 60_000;
const MOST_FILES = 500;
/** What a person has to change first is not tried again with every card. */
const REST_MS = 60 * 60_000;

const WORDS: Readonly<Record<Picture["kind"], FileWords>> = {
  "pass-rate": { name: "pass-rate.png", title: "Pass rate" },
  "heat-map": { name: "heat-map.png", title: "What went wrong where" },
};

interface Known {
  readonly file: Promise<PictureFile | undefined>;
  readonly untilMs: number;
}

/** Each picture is uploaded once for all cards of a workspace that show it within half an hour. */
export function openPictureFiles({ draw, apiUrl, now, log }: PictureFilesOptions): PictureFiles {
  const known = new Map<string, Known>();
  const restUntilMs = new Map<string, number>();
  const told = new Set<string>();

  function goWithout({ id }: SlackWorkspace, failure: DeliveryFailure): void {
    const restMs = restAfter(failure);
    if (restMs !== undefined) restUntilMs.set(id, now() + restMs);
    const { detail } = failure;
    if (!("todo" in failure)) log.info({ workspace: id, detail }, "a card in Slack goes without its picture");
    else if (!told.has(id)) {
      told.add(id);
      log.info({ workspace: id, detail, todo: failure.todo }, "cards in Slack go without pictures");
    }
  }

  async function bring(workspace: SlackWorkspace, picture: Picture): Promise<PictureFile | undefined> {
    if ((restUntilMs.get(workspace.id) ?? 0) > now()) return undefined;
    try {
      const outcome = await uploadPicture(workspace, await draw(picture), WORDS[picture.kind], apiUrl);
      if (outcome.kind === "uploaded") return { id: outcome.fileId, sinceMs: now() };
      goWithout(workspace, outcome);
    } catch (error) {
      log.warn({ picture: picture.kind, error: String(error) }, "a picture could not be drawn");
    }
    return undefined;
  }

  function fileOf(workspace: SlackWorkspace, picture: Picture): Promise<PictureFile | undefined> {
    const key = keyOf(workspace, picture);
    const held = known.get(key);
    if (held !== undefined && held.untilMs > now()) return held.file;
    known.delete(key);
    for (const oldest of known.keys()) {
      if (known.size < MOST_FILES) break;
      known.delete(oldest);
    }
    const file = bring(workspace, picture).then((brought) => {
      if (brought === undefined) known.delete(key);
      return brought;
    });
    known.set(key, { file, untilMs: now() + KNOWN_FOR_MS });
    return file;
  }

  return { fileOf, forget: (workspace, picture) => void known.delete(keyOf(workspace, picture)) };
}

function keyOf({ id }: SlackWorkspace, picture: Picture): string {
  return `${id}/${createHash("sha256").update(JSON.stringify(picture)).digest("base64")}`;
}

/** How long a workspace's cards go without new pictures after one could not be brought there, ms. Pure. */
function restAfter(failure: DeliveryFailure): number | undefined {
  if ("todo" in failure) return REST_MS;
  return failure.kind === "rate-limited" ? failure.retryAfterMs : undefined;
}
