import type { Button, Card, Line } from "../card.ts";
import { code, plainLine, text } from "../line.ts";
import { STATUS_MARKS } from "../status-mark.ts";

/** What the card is made from. */
export interface PerfectoAloneInput {
  /** The opaque id that asks for the failures of the last 24 hours; absent where no lab can be asked. */
  readonly failures?: string;
  /** How commands begin here: "/perfecto". */
  readonly prefix: string;
}

/** The answer to the bare command: what people want most, one press away. */
export function perfectoAlone({ failures, prefix }: PerfectoAloneInput): Card {
  const title: Line = [text("What would you like to know?")];
  const hint: Line = [
    text("Or say it: "),
    code(`${prefix} failures last 24h`),
    text(", "),
    code(`${prefix} subscribe <job>`),
    text(", "),
    code(`${prefix} help`),
  ];
  const buttons: readonly Button[] = [
    ...(failures === undefined
      ? []
      : [
          {
            kind: "action" as const,
            label: "Failures of the last 24 h",
            action: "answer-first" as const,
            subject: failures,
            style: "primary" as const,
          },
        ]),
    { kind: "action", label: "Subscribe to a job", action: "subscription-add", subject: "new" },
    { kind: "action", label: "Help", action: "help", subject: "all" },
  ];
  return {
    kind: "answer",
    status: "info",
    title,
    body: [{ kind: "text", line: hint, subtle: true, weight: "core" }],
    buttons,
    fallback: [`${STATUS_MARKS.info.sign} ${plainLine(title)}`, plainLine(hint)].join("\n"),
  };
}
