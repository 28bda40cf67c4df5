import type { VerbGroup, VerbHelp } from "@perfecto-bot/domain";
import type { Block, Card, Line } from "./card.ts";
import { bold, code, plainLine, text } from "./line.ts";
import { STATUS_MARKS } from "./status-mark.ts";

const GROUPS: readonly { readonly group: VerbGroup; readonly title: string }[] = [
  { group: "ask", title: "Ask" },
  { group: "subscribe", title: "Subscribe" },
  { group: "bot", title: "The bot itself" },
];

/** What can be said: all verbs, or one with its examples. `prefix` is how commands begin here. */
export function helpCard(verbs: readonly VerbHelp[], about: VerbHelp | undefined, prefix: string): Card {
  const title: Line =
    about === undefined
      ? [text("What I can do for your test channel")]
      : [bold(about.name), text(`: ${about.summary}`)];
  const body = about === undefined ? overview(verbs, prefix) : details(about, prefix);
  return {
    kind: "help",
    status: "info",
    title,
    body,
    buttons:
      about === undefined || about.name === "subscribe"
        ? [
            {
              kind: "action",
              label: "Subscribe to a job",
              action: "subscription-add",
              subject: "new",
              style: "primary",
            },
          ]
        : [],
    fallback: [
      `${STATUS_MARKS.info.sign} ${plainLine(title)}`,
      ...(about === undefined
        ? verbs.map((verb) => `• ${prefix} ${verb.name} – ${verb.summary}`)
        : [
            `${prefix} ${about.usage}`,
            ...about.examples.map((example) => `• ${prefix} ${example.text} – ${example.does}`),
          ]),
    ].join("\n"),
  };
}

function overview(verbs: readonly VerbHelp[], prefix: string): readonly Block[] {
  return [
    {
      kind: "text",
      line: [
        text(
          "I post one live card per build of the CI jobs a channel subscribes to, with each failure's platform, failed command and video in its thread.",
        ),
      ],
      weight: "core",
    },
    ...GROUPS.flatMap(({ group, title }) => groupBlocks(title, verbs, group)),
    {
      kind: "text",
      line: [text("For examples, name one of them: "), code(`${prefix} help failures`)],
      subtle: true,
      weight: "core",
    },
  ];
}

/** One line a verb, without the prefix, which stands below once for all. */
function groupBlocks(title: string, verbs: readonly VerbHelp[], group: VerbGroup): readonly Block[] {
  const rows = verbs
    .filter((verb) => verb.group === group)
    .map((verb): Line => [code(verb.name), text(` – ${verb.summary}`)]);
  return rows.length === 0 ? [] : [{ kind: "list", title, rows, weight: "core" }];
}

function details(verb: VerbHelp, prefix: string): readonly Block[] {
  return [
    { kind: "code", text: `${prefix} ${verb.usage}`, weight: "core" },
    {
      kind: "list",
      title: "Examples",
      rows: verb.examples.map((example): Line => [code(`${prefix} ${example.text}`), text(` – ${example.does}`)]),
      weight: "core",
    },
  ];
}
