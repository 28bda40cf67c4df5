import {
  patternWords,
  printFilter,
  type Mention,
  type PostOn,
  type PostPer,
  type Subscription,
  type SubscriptionOptions,
  type ThreadMode,
} from "@perfecto-bot/domain";
import type { Line, Run } from "./card.ts";
import { bold, code, mention, text } from "./line.ts";

/** What each value of `on:` means, in words. */
export const ON_WORDS: Readonly<Record<PostOn, string>> = {
  all: "every build",
  failures: "builds with failures",
  changes: "builds whose verdict changed",
};

/** What each value of `post:` means, in words. */
export const POST_WORDS: Readonly<Record<PostPer, string>> = {
  build: "one live card per build",
  test: "one message per failing test",
};

/** What each value of `thread:` means, in words. */
export const THREAD_WORDS: Readonly<Record<ThreadMode, string>> = {
  on: "failures in the card's thread",
  off: "failures in the channel",
  broadcast: "failures in the thread and the channel",
};

/** The job a subscription is for, with its filter. */
export function subscriptionSubject({ job, filter }: Pick<Subscription, "job" | "filter">): Line {
  return [bold(patternWords(job)), ...(filter.length === 0 ? [] : [text(" with "), code(printFilter(filter))])];
}

/** How a subscription posts, in a sentence. It names whom failures call where that calls one person at most. */
export function optionsSentence(options: SubscriptionOptions): Line {
  const thread = options.post === "build" ? `, ${THREAD_WORDS[options.thread]}` : "";
  const calls = options.mention.flatMap((who, index): readonly Run[] => [text(index === 0 ? " " : ", "), named(who)]);
  return [
    text(`${capital(ON_WORDS[options.on])}: ${POST_WORDS[options.post]}${thread}`),
    ...(calls.length === 0 ? [] : [text("; failures call"), ...calls]),
    text("."),
  ];
}

/** Many people are not called by the news that they will be. */
function named(who: Mention): Run {
  switch (who.kind) {
    case "user":
      return mention(who);
    case "group":
      return text("a user group");
    case "here":
      return code("@here");
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
