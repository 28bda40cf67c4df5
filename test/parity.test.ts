import { readdirSync, readFileSync } from "node:fs";
import {
  BUTTON_ACTIONS,
  text,
  type Block,
  type Button,
  type Card,
  type CardKind,
  type Form,
} from "@perfecto-bot/cards";
import { parseCommand, VERBS, type AskContext } from "@perfecto-bot/domain";
import type { Desk, LifecycleEvent, Reply } from "@perfecto-bot/pipeline";
import * as slack from "@perfecto-bot/slack";
import * as teams from "@perfecto-bot/teams";
import { describe, expect, test } from "vitest";
import { readFiles } from "./architecture/workspace.ts";
import { readPage } from "./docs/markdown.ts";

/** Closed lists of what every chat must serve: a kind that is added does not compile here until it is named. */
const CARD_KINDS: Readonly<Record<CardKind, true>> = {
  build: true,
  failure: true,
  "more-failures": true,
  attention: true,
  attempt: true,
  subscription: true,
  subscriptions: true,
  mute: true,
  help: true,
  mistakes: true,
  notice: true,
  status: true,
  why: true,
  answer: true,
};
const FORM_KINDS: Readonly<Record<Form["kind"], true>> = { subscribe: true, "edit-subscription": true };
const REPLIES: Readonly<Record<Reply["kind"], true>> = { card: true, form: true, revise: true };
/** Everything people can do to the bot. */
const DESK: Readonly<Record<keyof Desk, true>> = {
  say: true,
  press: true,
  unfurl: true,
  submit: true,
  lookUp: true,
  happened: true,
};
const LIFECYCLE: Readonly<Record<LifecycleEvent["kind"], true>> = {
  "conversation-unavailable": true,
  "conversation-available": true,
  "conversation-renamed": true,
  "conversation-gone": true,
  "conversation-moved": true,
  "installation-available": true,
  "installation-gone": true,
};

/** The moment and place in which what people type is understood. */
const CONTEXT: AskContext = { nowMs: Date.UTC(2026, 10, 23, 9), timeZone: "Europe/Berlin" };

/** Teams takes no more commands in a list of suggestions. */
const MOST_SUGGESTED = 12;

/** What a chat need not tell, and why. Teams says its own in `TEAMS_HANDLES.differs`. */
const SLACK_DIFFERS: Readonly<Record<string, string>> = {};

/** What the parts of an adapter that no other package needs are, as far as they are asked here. */
interface Inside {
  readonly slackForm: (form: Form, metadata: string) => object;
  readonly teamsForm: (form: Form) => object;
  readonly slackWords: (said: string, botUserId: string) => string;
  readonly teamsWords: (
    said: string,
    mentions: readonly { readonly id: string; readonly text: string }[],
    botMri: string,
  ) => { readonly words: string };
  readonly teamsManifest: (values: object) => {
    readonly bots: readonly {
      readonly commandLists: readonly { readonly commands: readonly { readonly title: string }[] }[];
    }[];
  };
}

async function insideOf<Name extends string>(path: string): Promise<Readonly<Record<Name, never>>> {
  return import(new URL(`../packages/${path}`, import.meta.url).href);
}

const inside: Inside = {
  slackForm: (await insideOf<"renderForm">("slack/src/render/render-form.ts")).renderForm,
  teamsForm: (await insideOf<"renderForm">("teams/src/render/render-form.ts")).renderForm,
  slackWords: (await insideOf<"readWords">("slack/src/incoming/read-words.ts")).readWords,
  teamsWords: (await insideOf<"readWords">("teams/src/incoming/read-words.ts")).readWords,
  teamsManifest: (await insideOf<"teamsManifest">("teams/src/app-package/teams-manifest.ts")).teamsManifest,
};

const RENDERERS = { slack: slack.renderCard, teams: teams.renderCard } as const;
const CHATS = ["slack", "teams"] as const;

const GOLDEN = new URL("../packages/cards/src/__golden__/", import.meta.url);
const golden = readdirSync(GOLDEN).map((name) => {
  const content: Card | Form = JSON.parse(readFileSync(new URL(name, GOLDEN), "utf8"));
  return { name, content };
});
/** Samples that are too long for a message: rows are cut from the end, which its limits ask for. */
const CUT = { slack: new Set(["subscriptions-many.json"]), teams: new Set<string>() } as const;
const isForm = (content: Card | Form): content is Form => "inputs" in content;
const cards = golden.flatMap(({ name, content }) => (isForm(content) ? [] : [{ name, card: content }]));
const forms = golden.flatMap(({ name, content }) => (isForm(content) ? [{ name, form: content }] : []));

/** Every object within a rendered message. */
function objectsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : [Object.fromEntries(Object.entries(value))];
  return [...own, ...Object.values(value).flatMap(objectsIn)];
}

const pressOf = (action: unknown, subject: unknown): string =>
  [action, subject].filter((part) => typeof part === "string").join(" ");

/** What the buttons of a rendered message ask for, sorted: "mute-test 5f3". */
const PRESSES: Readonly<Record<(typeof CHATS)[number], (rendered: unknown) => readonly string[]>> = {
  slack: (rendered) =>
    objectsIn(rendered)
      .flatMap(({ action_id: id, value }) => {
        const [, action] = /^perfecto:([a-z-]+):\d+$/u.exec(typeof id === "string" ? id : "") ?? [];
        return action === undefined || action === "link" ? [] : [pressOf(action, value)];
      })
      .toSorted(),
  teams: (rendered) =>
    objectsIn(rendered)
      .filter(({ type, verb }) => type === "Action.Execute" && verb === "perfecto")
      .flatMap(({ data }) => objectsIn(data).map(({ action, subject }) => pressOf(action, subject)))
      .toSorted(),
};

function pressesOf({ body, buttons }: Card): readonly string[] {
  const inBody = body.flatMap((block: Block): readonly Button[] => (block.kind === "item" ? block.buttons : []));
  return [...inBody, ...buttons]
    .flatMap((button) => (button.kind === "action" ? [pressOf(button.action, button.subject)] : []))
    .toSorted();
}

function isCardKind(kind: string): kind is CardKind {
  return Object.hasOwn(CARD_KINDS, kind);
}

function plainCard(kind: CardKind, buttons: readonly Button[]): Card {
  return { kind, status: "info", title: [text("A card")], body: [], buttons, fallback: "A card" };
}

describe.each(CHATS)("cards in %s", (chat) => {
  const draw = (card: Card): unknown => RENDERERS[chat](card);

  const isCut = ({ name }: { readonly name: string }): boolean => CUT[chat].has(name);

  test.each(cards.filter((one) => !isCut(one)))("$name keeps every button that acts", ({ card }) => {
    expect(PRESSES[chat](draw(card))).toEqual(pressesOf(card));
  });

  test.each(cards)("$name keeps its first words and its own buttons, and makes up none", ({ card }) => {
    const drawn = draw(card);
    const presses = PRESSES[chat](drawn);
    expect(presses).toEqual(expect.arrayContaining([...pressesOf({ ...card, body: [] })]));
    expect(pressesOf(card)).toEqual(expect.arrayContaining([...presses]));
    const first = card.title.find((run) => run.kind === "text" || run.kind === "link");
    expect(JSON.stringify(drawn)).toContain(first?.text.trim().slice(0, 12));
  });

  test.each(Object.keys(CARD_KINDS).filter(isCardKind))("a card of kind %s is drawn", (kind) => {
    const samples = cards.flatMap(({ card }) => (card.kind === kind ? [card] : []));
    for (const card of samples.length === 0 ? [plainCard(kind, [])] : samples)
      expect(objectsIn(draw(card)).length).toBeGreaterThan(2);
  });

  test.each(BUTTON_ACTIONS)("a button %s acts, with a question before it and without", (action) => {
    const plain: Button = { kind: "action", label: "Do it", action, subject: "k3vq" };
    const asking: Button = { ...plain, subject: "m2xz", style: "danger", confirm: "Really?" };
    expect(PRESSES[chat](draw(plainCard("notice", [plain, asking])))).toEqual([`${action} k3vq`, `${action} m2xz`]);
  });
});

describe("forms", () => {
  const DRAWN = { slack: (form: Form) => inside.slackForm(form, ""), teams: (form: Form) => inside.teamsForm(form) };
  const SUBMITS = { slack: /"callback_id":"perfecto:form:([a-z-]+)"/u, teams: /"form":"([a-z-]+)"/u };

  test("there is a sample of every form", () => {
    expect(new Set(forms.map(({ form }) => form.kind))).toEqual(new Set(Object.keys(FORM_KINDS)));
  });

  describe.each(CHATS)("in %s", (chat) => {
    test.each(forms)("$name has every input, and says which form it is", ({ form }) => {
      const drawn = JSON.stringify(DRAWN[chat](form));
      expect(SUBMITS[chat].exec(drawn)?.[1]).toBe(form.kind);
      expect(form.inputs.filter(({ label }) => !drawn.includes(JSON.stringify(label).slice(1, -1)))).toEqual([]);
    });
  });
});

describe.each(Object.values(VERBS))("the verb $name", ({ name, examples }) => {
  test.each(examples)("$text is understood alike in every chat", ({ text: typed }) => {
    const escaped = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    const mention = "<at>Perfecto</at>";
    const heard = {
      slack: inside.slackWords(`<@U0BOT> ${escaped}`, "U0BOT"),
      teams: inside.teamsWords(`${mention} ${escaped}`, [{ id: "28:bot", text: mention }], "28:bot").words,
    };
    const meant = parseCommand(typed, CONTEXT);
    expect(meant.kind).toBe("understood");
    for (const chat of CHATS) expect(parseCommand(heard[chat], CONTEXT)).toEqual(meant);
  });

  test("every chat's help lists it", () => {
    const help = cards.find((one) => one.name === "help.json");
    for (const chat of CHATS) expect(JSON.stringify(help && RENDERERS[chat](help.card))).toContain(name);
  });
});

test("Teams suggests as many verbs as it allows, and says that it leaves some out", () => {
  const values = { appId: "a", botName: "b", version: "1.0.0", publicUrl: "https://bot.example.com", developer: {} };
  const lists = inside.teamsManifest(values).bots.flatMap(({ commandLists }) => commandLists);
  expect(lists.length).toBeGreaterThan(0);
  const verbs = Object.keys(VERBS);
  for (const { commands } of lists) {
    const suggested = commands.map(({ title }) => title);
    expect(verbs).toEqual(expect.arrayContaining(suggested));
    expect(new Set(suggested).size).toBe(Math.min(verbs.length, MOST_SUGGESTED));
    expect(suggested).toContain("help");
  }
  expect(Object.hasOwn(teams.TEAMS_HANDLES.differs, "suggestions")).toBe(verbs.length > MOST_SUGGESTED);
});

/** What an adapter's sources say. */
function sourcesOf(adapter: string): string {
  return readFiles(`packages/${adapter}/src`)
    .filter(({ isTest }) => !isTest)
    .map(({ path }) => readPage(path).text)
    .join("\n");
}

describe.each(CHATS)("in %s", (chat) => {
  test.each(Object.keys(DESK))("the desk is asked to %s", (method) => {
    expect(sourcesOf(chat)).toMatch(new RegExp(`desk\\.${method}\\(`, "u"));
  });
});

/** The lifecycle events that an adapter's sources tell the desk of. */
function toldBy(adapter: string): ReadonlySet<string> {
  const found = sourcesOf(adapter).matchAll(/kind: "((?:conversation|installation)-[a-z]+)"/gu);
  const told = [...found].map(([, kind]) => kind ?? "");
  return new Set(told.filter((kind) => Object.hasOwn(LIFECYCLE, kind)));
}

test.each(Object.keys(LIFECYCLE))("the event %s is told by every chat, or it is said why not", (kind) => {
  const differs = { slack: SLACK_DIFFERS, teams: teams.TEAMS_HANDLES.differs };
  for (const chat of CHATS) expect(toldBy(chat).has(kind) || Object.hasOwn(differs[chat], kind)).toBe(true);
});

test("what Teams says it serves is everything there is", () => {
  const { replies, actions, cards: kinds, lifecycle, differs } = teams.TEAMS_HANDLES;
  expect(new Set(replies)).toEqual(new Set(Object.keys(REPLIES)));
  expect(new Set(actions)).toEqual(new Set(BUTTON_ACTIONS));
  expect(new Set(kinds)).toEqual(new Set(Object.keys(CARD_KINDS)));
  const unserved = Object.keys(LIFECYCLE).filter((kind) => !lifecycle.some((one) => one === kind));
  expect(unserved.filter((kind) => !Object.hasOwn(differs, kind))).toEqual([]);
});
