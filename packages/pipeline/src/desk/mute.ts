import { code, muteCard, text, unmuteCard } from "@perfecto-bot/cards";
import {
  isMutedAt,
  patternWords,
  printFilter,
  spellingOf,
  type Filter,
  type Mute,
  type MuteCommand,
  type UnmuteCommand,
} from "@perfecto-bot/domain";
import type { Asker, Reply } from "../ports/desk.ts";
import { auditEntry } from "./audit-entry.ts";
import type { DeskParts } from "./desk-parts.ts";
import { planAnew } from "./plan-anew.ts";
import { owePlans, planHere } from "./plan-here.ts";
import { openly, refusal } from "./replies.ts";

/** `mute <job or filter> <duration>`. */
export async function mute(
  parts: DeskParts,
  asker: Asker,
  { filter, durationMs, durationWasDefaulted }: MuteCommand,
): Promise<Reply> {
  return startMute(parts, asker, filter, durationMs, durationWasDefaulted);
}

/** Begins a mute in the asker's conversation. */
export async function startMute(
  parts: DeskParts,
  asker: Asker,
  filter: Filter,
  durationMs: number,
  defaulted = false,
): Promise<Reply> {
  const nowMs = parts.now();
  const made: Mute = {
    id: parts.newId(),
    conversation: asker.conversation,
    filter,
    createdBy: asker.person,
    createdAtMs: nowMs,
    untilMs: nowMs + durationMs,
  };
  await owePlans(parts, asker.conversation);
  await parts.subscriptions.putMute(made, auditEntry(asker, "muted", printFilter(filter), nowMs));
  await planHere(parts, asker.conversation);
  await showAtOnce(parts);
  return openly(muteCard(made, defaulted, asker.prefix));
}

/** `unmute [id or job]`: without a target, everything that is muted here. */
export async function unmute(parts: DeskParts, asker: Asker, { target }: UnmuteCommand): Promise<Reply> {
  const nowMs = parts.now();
  const inForce = (await parts.subscriptions.mutes(asker.conversation, nowMs)).filter((one) => isMutedAt(one, nowMs));
  const meant =
    target === undefined ? inForce : inForce.filter((one) => one.id === target || isFor(one.filter, target));
  if (meant.length === 0) {
    return inForce.length === 0
      ? refusal("Nothing is muted here")
      : refusal(`Nothing muted here is for ${target === undefined ? "that" : patternWords(target)}`, [
          text("Muted: "),
          code(inForce.map((one) => printFilter(one.filter)).join(", ")),
        ]);
  }
  for (const one of meant) {
    await parts.subscriptions.putMute(
      { ...one, endedAtMs: nowMs },
      auditEntry(asker, "unmuted", printFilter(one.filter), nowMs),
    );
  }
  await showAtOnce(parts);
  return openly(unmuteCard(meant));
}

function isFor(filter: Filter, target: string): boolean {
  const wanted = spellingOf(target).toLowerCase();
  return (
    printFilter(filter).toLowerCase() === wanted ||
    filter.some((term) => term.values.some((value) => spellingOf(value).toLowerCase() === wanted))
  );
}

/** Cards of builds in flight say what is muted, here and elsewhere. */
async function showAtOnce(parts: DeskParts): Promise<void> {
  for (const key of await parts.pictures.openBuilds()) await planAnew(parts, key);
}
