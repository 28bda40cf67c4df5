import {
  DEFAULT_OPTIONS,
  printFilter,
  type Filter,
  type Subscription,
  type SubscriptionOptions,
} from "@perfecto-bot/domain";
import type { Form, FormInput } from "./card.ts";
import { ON_WORDS, POST_WORDS, THREAD_WORDS } from "./describe-subscription.ts";
import { text } from "./line.ts";

/** What a form for a new subscription begins with, as far as it is known. */
export interface SubscriptionStart {
  readonly job?: string;
  readonly lab?: string;
  readonly filter: Filter;
  readonly on?: SubscriptionOptions["on"];
}

/**
 * The form that makes a subscription, or edits the given one. Its input ids: job, lab, filter, on, post, thread, mention.
 * @param start What a new subscription begins with.
 */
export function subscribeForm(labs: readonly string[], edited?: Subscription, start?: SubscriptionStart): Form {
  const options = edited?.options ?? { ...DEFAULT_OPTIONS, ...(start?.on === undefined ? {} : { on: start.on }) };
  const job = edited?.job ?? start?.job;
  const filter = edited?.filter ?? start?.filter;
  const inputs: FormInput[] = [
    {
      kind: "text",
      id: "job",
      label: "CI job",
      hint: "Its name as in Perfecto's reports; * and ? stand for anything.",
      placeholder: "Nightly Regression",
      optional: false,
      ...(job === undefined ? {} : { value: job }),
    },
    ...(labs.length > 1
      ? [
          {
            kind: "select" as const,
            id: "lab",
            label: "Lab",
            options: labs.map((lab) => ({ value: lab, label: lab })),
            value: edited?.lab ?? start?.lab ?? labs[0] ?? "",
          },
        ]
      : []),
    {
      kind: "text",
      id: "filter",
      label: "Only these tests",
      hint: "Such as os:iOS tag:smoke -test:Flaky*",
      placeholder: "everything",
      optional: true,
      ...(filter === undefined ? {} : { value: printFilter(filter) }),
    },
    { kind: "select", id: "on", label: "When", options: choices(ON_WORDS), value: options.on },
    { kind: "select", id: "post", label: "What", options: choices(POST_WORDS), value: options.post },
    { kind: "select", id: "thread", label: "Where failures go", options: choices(THREAD_WORDS), value: options.thread },
    {
      kind: "people",
      id: "mention",
      label: "Call on failures",
      hint: "They are mentioned once per failing build.",
      value: options.mention,
    },
  ];
  return {
    kind: edited === undefined ? "subscribe" : "edit-subscription",
    title: edited === undefined ? "Subscribe to a job" : "Edit subscription",
    submitLabel: edited === undefined ? "Subscribe" : "Save",
    ...(edited === undefined ? {} : { subject: edited.id }),
    intro: [text("Builds of this job will appear in this conversation.")],
    inputs,
  };
}

function choices(words: Readonly<Record<string, string>>): readonly { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({
    value,
    label: label.charAt(0).toUpperCase() + label.slice(1),
  }));
}
