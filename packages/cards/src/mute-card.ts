import { formatDuration, printFilter, type Mute } from "@perfecto-bot/domain";
import type { Button, Card, Line } from "./card.ts";
import { code, mention, text, time } from "./line.ts";
import { noticeCard } from "./notice-card.ts";

/** Confirms a mute, with its visible end. */
export function muteCard(mute: Mute, durationWasDefaulted: boolean, prefix: string): Card {
  const title: Line = [
    text("Muted "),
    code(printFilter(mute.filter)),
    text(" until "),
    time(mute.untilMs),
    text(" by "),
    mention({ kind: "user", id: mute.createdBy }),
  ];
  const said = formatDuration(mute.untilMs - mute.createdAtMs);
  const details: readonly Line[] = [
    [text("Matching failures make no new messages here until then; what is already posted is kept up to date.")],
    ...(durationWasDefaulted
      ? [
          [
            text(`No time was given, so it is ${said}. `),
            code(`${prefix} help mute`),
            text(" shows how to say another."),
          ],
        ]
      : []),
  ];
  const unmute: Button = { kind: "action", label: "Unmute", action: "mute-end", subject: mute.id };
  return { ...noticeCard("info", title, details, [unmute]), kind: "mute" };
}

/** Confirms the early end of mutes. */
export function unmuteCard(ended: readonly Mute[]): Card {
  const filters = ended.flatMap((mute, index) => [
    ...(index === 0 ? [] : [text(", ")]),
    code(printFilter(mute.filter)),
  ]);
  const details: readonly Line[] = [
    [text("Failures from now on are posted again; those that were muted stay unposted.")],
  ];
  return { ...noticeCard("info", [text("Unmuted "), ...filters], details), kind: "mute" };
}
