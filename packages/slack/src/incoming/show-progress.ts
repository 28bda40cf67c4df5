import type { Card } from "@perfecto-bot/cards";
import type { Clock, OnProgress } from "@perfecto-bot/pipeline";
import { contentOf } from "../channel/content-of.ts";
import { editMessage } from "../channel/edit-message.ts";
import { sendCard } from "../channel/send-card.ts";
import { tellInPlace } from "../channel/tell-in-place.ts";
import { postMessage } from "../web-api/post-message.ts";
import { isDirect, type AnswerWay } from "./answer-way.ts";
import { respond } from "./respond.ts";
import { progressTakesPlace } from "./takes-place.ts";

/**
 * What stands there of the progress when the answer comes. `line`: a private message that stays above the answer;
 * `in-place`: the pressed message became it; `message`: an ordinary message that can be edited.
 */
export type ShownProgress =
  | { readonly kind: "nothing" }
  | { readonly kind: "line" }
  | { readonly kind: "in-place" }
  | { readonly kind: "message"; readonly ts: string };

/** The progress of one answer. */
export interface Progress {
  readonly show: OnProgress;
  /** Shows no more, and resolves when what was under way is there: an answer must not be overtaken by it. */
  readonly end: () => Promise<ShownProgress>;
}

/** The second line of progress comes so much later than the first, and each further one twice as much. */
const FIRST_PAUSE_MS = 4_000;
/** Each costs a use of the response_url. */
const MOST_IN_PLACE = 2;

/**
 * Shows somebody who waits how far their answer is. A private message cannot be changed except by a button of its own,
 * not even by the response_url of the command it answers, so there a single line is all. Progress has no pictures.
 * @see https://github.com/slackapi/bolt-python/issues/1268
 * @see https://docs.slack.dev/messaging/modifying-messages
 */
export function startProgress(way: AnswerWay, now: Clock): Progress {
  const draw = drawerOf(way);
  let shown: ShownProgress = { kind: "nothing" };
  let drawing: Promise<void> | undefined;
  let [times, pauseMs, dueMs, isOver] = [0, FIRST_PAUSE_MS, Number.NEGATIVE_INFINITY, false];

  async function add(card: Card): Promise<void> {
    shown = await draw.add(card, shown).catch(() => shown);
    drawing = undefined;
  }

  return {
    show: (card) => {
      if (isOver || drawing !== undefined || times >= draw.most || now() < dueMs) return;
      times += 1;
      dueMs = now() + pauseMs;
      pauseMs *= 2;
      drawing = add(card);
    },
    end: async () => {
      isOver = true;
      await drawing;
      return shown;
    },
  };
}

interface Drawer {
  readonly most: number;
  /** Resolves to what stands there afterwards. */
  readonly add: (card: Card, before: ShownProgress) => Promise<ShownProgress>;
}

function drawerOf(way: AnswerWay): Drawer {
  const { workspace, channelId, person, threadTs, responseUrl } = way;
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  if (responseUrl !== undefined) {
    const inPlace = progressTakesPlace(way);
    const add = async (card: Card): Promise<ShownProgress> => {
      const content = contentOf({ card }, { textOnly: false, pictures: false });
      await respond(responseUrl, { response_type: "ephemeral", replace_original: inPlace, ...content, ...thread });
      return { kind: inPlace ? "in-place" : "line" };
    };
    return { most: inPlace ? MOST_IN_PLACE : 1, add };
  }
  if (!isDirect(way))
    return {
      most: 1,
      add: async (card) => {
        await tellInPlace(workspace, channelId, person, { card }, threadTs);
        return { kind: "line" };
      },
    };
  return {
    most: Number.POSITIVE_INFINITY,
    add: async (card, before) => {
      if (before.kind === "message") {
        await editMessage(workspace, channelId, before.ts, { card });
        return before;
      }
      const outcome = await sendCard(workspace, "chat.postMessage", channelId, { card }, (content) =>
        postMessage(workspace, { channel: channelId, ...content, ...thread }),
      );
      const ts = outcome.kind === "done" ? outcome.value.ts : undefined;
      return ts === undefined ? before : { kind: "message", ts };
    },
  };
}
