import { statusCard } from "@perfecto-bot/cards";
import { buildLabel, parseBuildKey } from "@perfecto-bot/domain";
import type { Asker, Reply } from "../ports/desk.ts";
import type { LedgerEntry } from "../ports/ledger.ts";
import type { DeskParts } from "./desk-parts.ts";
import { messageWords } from "./message-words.ts";
import { subscriptionsHere } from "./own-subscription.ts";
import { privately } from "./replies.ts";

const MOST_DEAD = 5;
const MOST_MAIL = 500;

/** `status`: is the bot itself well, as this conversation may see it. */
export async function showStatus(parts: DeskParts, asker: Asker): Promise<Reply> {
  const here = asker.conversation;
  const [subscriptions, openBuilds, mail, dead, queues, health] = await Promise.all([
    subscriptionsHere(parts, here),
    parts.pictures.openBuilds(),
    parts.ledger.mail(here, MOST_MAIL),
    parts.ledger.deadLetters(here, MOST_DEAD),
    parts.queueDepths().catch(() => undefined),
    Promise.all([...parts.labs.keys()].map((lab) => parts.memory.health(lab))),
  ]);
  const paused = subscriptions.flatMap((one) =>
    one.paused === undefined ? [] : [{ job: one.job, detail: one.paused.detail }],
  );
  return privately(
    statusCard({
      labs: health,
      nowMs: parts.now(),
      openBuilds: openBuilds.length,
      waitingHere: mail.length,
      ...(queues === undefined ? {} : { queues }),
      subscriptions: { active: subscriptions.length - paused.length, paused },
      deadLetters: dead.map(deadLetter),
    }),
  );
}

function deadLetter({ wanted, state }: LedgerEntry): { what: string; detail: string; atMs: number } {
  const ref = parseBuildKey(wanted.topic);
  const what = `${messageWords(wanted.name)} of ${ref === undefined ? wanted.topic : buildLabel(ref)}`;
  return state.kind === "dead" ? { what, detail: state.detail, atMs: state.atMs } : { what, detail: "waits", atMs: 0 };
}
