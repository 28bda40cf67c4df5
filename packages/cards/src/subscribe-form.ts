import {
  DEFAULT_OPTIONS,
  printFilter,
  splitFilter,
  type ChoiceKey,
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
 * The form that makes a subscription, or edits the given one. Its input ids: job, lab, device, tag, owner, filter, on, post,
 * thread, mention. `device`, `tag` and `owner` are what the filter says of them, as `splitFilter` takes it apart; `filter` is
 * all the rest.
 * @param start What a new subscription begins with.
 */
export function subscribeForm(labs: readonly string[], edited?: Subscription, start?: SubscriptionStart): Form {
  const options = edited?.options ?? { ...DEFAULT_OPTIONS, ...(start?.on === undefined ? {} : { on: start.on }) };
  const job = edited?.job ?? start?.job;
  const { chosen, rest } = splitFilter(edited?.filter ?? start?.filter ?? []);
  const inputs: FormInput[] = [
    {
      kind: "lookup",
      id: "job",
      label: "CI job",
      hint: "Its name as in Perfecto's reports; * and ? stand for anything.",
      placeholder: "Nightly Regression",
      of: "job",
      several: false,
      value: job === undefined ? [] : [job],
      optional: false,
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
    choice("device", "Devices", "any device", chosen.device, "By model or id; * and ? stand for anything."),
    choice("tag", "Tags", "any tag", chosen.tag, "A test with one of them is enough."),
    choice("owner", "Owners", "anybody", chosen.owner),
    {
      kind: "text",
      id: "filter",
      label: "Only these tests",
      hint: "Such as os:iOS -tag:slow -test:Flaky*",
      placeholder: "everything",
      optional: true,
      ...(rest.length === 0 ? {} : { value: printFilter(rest) }),
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

function choice(
  key: ChoiceKey,
  label: string,
  placeholder: string,
  value: readonly string[],
  hint?: string,
): FormInput {
  return {
    kind: "lookup",
    id: key,
    label,
    ...(hint === undefined ? {} : { hint }),
    placeholder,
    of: key,
    several: true,
    value,
    optional: true,
  };
}

function choices(words: Readonly<Record<string, string>>): readonly { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({
    value,
    label: label.charAt(0).toUpperCase() + label.slice(1),
  }));
}
