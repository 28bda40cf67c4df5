import type { Block, Button, Card, CardStatus, Line } from "../card.ts";
import { plainLine, text } from "../line.ts";
import { STATUS_MARKS } from "../status-mark.ts";
import { asOfLine, gapLines, type Coverage } from "./coverage.ts";
import { plainBody } from "./plain-body.ts";

/** Where an answer stands among the screens it fills. */
export interface AnswerPage {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** What can be done with an answer. Each is an opaque id for its button; one that is absent makes no button. */
export interface AnswerActions {
  /** The page behind this one. */
  readonly more?: string;
  /** The first page. */
  readonly first?: string;
  /** Shows the answer to the whole conversation. */
  readonly share?: string;
  /** Subscribes to what was asked for. */
  readonly subscribe?: string;
  /** The report library with the same filter. An address, no id. */
  readonly libraryUrl?: string;
}

/** What all answers have in common. */
export interface AnswerFrame {
  /** How the question was understood: `understoodAs` of the domain. */
  readonly understoodAs: string;
  readonly coverage: Coverage;
  readonly actions: AnswerActions;
  readonly page?: AnswerPage;
}

/** What is an answer's own. */
export interface AnswerContent {
  readonly status: CardStatus;
  /** The verdict. */
  readonly title: Line;
  readonly body: readonly Block[];
  /** Stand before those of {@link AnswerActions}. */
  readonly buttons?: readonly Button[];
  /** The body in words, for the fallback, where drawing it in plain text would say too much. */
  readonly spoken?: readonly string[];
}

/**
 * An answer: the verdict, how the question was understood, what is missing from it, what was found, and of when it is.
 * What is missing stands above what was found and is never dropped from a card that is too large.
 */
export function answerCard(frame: AnswerFrame, { status, title, body, buttons = [], spoken }: AnswerContent): Card {
  const gaps = gapLines(frame.coverage);
  const foot: Line = [...pageWords(frame.page), ...asOfLine(frame.coverage)];
  return {
    kind: "answer",
    status,
    title,
    body: [
      understoodBlock(frame.understoodAs),
      ...gaps.map((line): Block => ({ kind: "text", line, weight: "core" })),
      ...body,
      { kind: "text", line: foot, subtle: true, weight: "core" },
    ],
    buttons: [...buttons, ...answerButtons(frame.actions)],
    fallback: [
      `${STATUS_MARKS[status].sign} ${plainLine(title)}`,
      frame.understoodAs,
      ...gaps.map(plainLine),
      ...(spoken ?? plainBody(body)),
      plainLine(foot),
    ].join("\n"),
  };
}

/** How a question was understood, below the verdict. */
function understoodBlock(understoodAs: string): Block {
  return { kind: "text", line: [text(understoodAs)], subtle: true, weight: "core" };
}

function pageWords(page: AnswerPage | undefined): Line {
  return page === undefined || page.of < 2 ? [] : [text(`Page ${page.number} of ${page.of}. `)];
}

function answerButtons({ more, first, share, subscribe, libraryUrl }: AnswerActions): readonly Button[] {
  const actions = [
    { label: "More", action: "answer-more", subject: more },
    { label: "Back to the first", action: "answer-first", subject: first },
    { label: "Share", action: "answer-share", subject: share },
    { label: "Subscribe to this", action: "answer-subscribe", subject: subscribe },
  ] as const;
  return [
    ...actions.flatMap(({ label, action, subject }): readonly Button[] =>
      subject === undefined ? [] : [{ kind: "action", label, action, subject }],
    ),
    ...(libraryUrl === undefined ? [] : [{ kind: "link" as const, label: "Open report", url: libraryUrl }]),
  ];
}
