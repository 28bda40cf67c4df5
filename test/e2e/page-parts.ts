import type { Locator, Page } from "playwright-core";

/** One of the two chats on the page. */
export interface ChatPart {
  readonly name: "Slack" | "Teams";
  readonly part: Locator;
  /** Opens a channel. */
  readonly open: (channel: string) => Promise<void>;
  /** What is said in the open channel. */
  readonly messages: Locator;
  /** The bot's card of a build, such as "Nightly #7", in the open channel. */
  readonly card: (build: string) => Locator;
  /** Writes in the open channel, as somebody who types. */
  readonly say: (text: string) => Promise<void>;
  /** Opens the details of a build's card. */
  readonly openDetails: (build: string) => Promise<void>;
  readonly become: (person: string) => Promise<void>;
}

/** The page's part of this name, beside the others on a laptop, behind a tab on a phone. */
export function partOf(page: Page, name: "Lab" | "Slack" | "Teams" | "Timeline"): Locator {
  // A tab tells of news as well.
  return page
    .getByRole("region", { name, exact: true })
    .or(page.getByRole("tabpanel", { name: new RegExp(`^${name}`) }));
}

/** Opens a part's tab, where the page has tabs. */
export async function openTab(page: Page, name: "Lab" | "Slack" | "Teams" | "Timeline"): Promise<void> {
  const tabs = page.getByRole("navigation", { name: "Parts of the playground" });
  await tabs.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  await page.getByRole("tabpanel", { name: new RegExp(`^${name}`) }).waitFor();
}

/** The Slack part. */
export function slackOf(page: Page): ChatPart {
  const part = partOf(page, "Slack");
  const messages = part.getByRole("list", { name: /^Messages in / });
  const card = (build: string): Locator =>
    // A card names its build first; answers about a build name it later, and only messages have details.
    messages
      .getByRole("listitem")
      .filter({ has: page.getByRole("button", { name: "Details" }) })
      .filter({ has: page.getByRole("link", { name: new RegExp(`^${build} \\(`) }) });
  return {
    name: "Slack",
    part,
    messages,
    card,
    open: (channel) => part.getByRole("list", { name: "Channels" }).getByRole("button", { name: channel }).click(),
    async say(text) {
      const box = part.getByRole("textbox", { name: /^Message #/ });
      await box.fill(text);
      await box.press("Enter");
    },
    async openDetails(build) {
      await card(build).hover();
      await card(build).getByRole("button", { name: "Details" }).click();
    },
    become: async (person) => void (await part.getByLabel("You are").selectOption(person)),
  };
}

/** The Teams part. */
export function teamsOf(page: Page): ChatPart {
  const part = partOf(page, "Teams");
  const messages = part.getByRole("region", { name: /^Messages in / });
  const card = (build: string): Locator =>
    messages
      .getByRole("article", { name: /^Perfecto, / })
      .filter({ has: page.getByRole("link", { name: new RegExp(`^${build} \\(`) }) });
  return {
    name: "Teams",
    part,
    messages,
    card,
    open: (channel) =>
      part.getByRole("navigation", { name: "Teams and chats" }).getByRole("button", { name: channel }).click(),
    async say(text) {
      await part.getByRole("combobox", { name: /^(?:New post|Message)$/ }).fill(text);
      await part.getByRole("button", { name: "Send" }).click();
    },
    async openDetails(build) {
      await card(build).getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Details" }).click();
    },
    become: async (person) => void (await part.getByLabel("You are").selectOption(person)),
  };
}

/** Types into a field of a form that finds names, and chooses the first of what it offers by this name. */
export async function chooseName(
  form: Locator,
  field: string,
  name: string | RegExp,
  typed = String(name),
): Promise<void> {
  await form.getByRole("combobox", { name: field }).fill(typed);
  await form.page().getByRole("option", { name, exact: true }).first().click();
}

/** What a card says of its build: "3 of 12 failed (2 causes)", with ", still running" while it does. */
export async function verdictOf(card: Locator): Promise<string> {
  // What is out of view has no text on the screen yet.
  await card.scrollIntoViewIfNeeded();
  const text = (await card.innerText()).replaceAll(/\s+/g, " ");
  return /#\d+ \([^)]+\) ?: (.+?) (?=▰|▱|\d+ done|\d+ of|Cause|Results|#\d)/.exec(text)?.[1] ?? text;
}
