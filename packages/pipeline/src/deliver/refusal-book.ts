import type { Conversation } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import type { Notebook } from "../ports/notebook.ts";

/** A setting of a chat may change: after a day the whole message is tried again. */
const REMEMBERED_MS = 24 * 60 * 60_000;
const PREFIX = "refused/";

/** What a chat refused lately, by conversation, so that the next message there is not tried in that form first. */
export interface RefusalBook {
  /** The forms refused there lately, by the adapter's names for them, with why. Never rejects: what cannot be read is tried. */
  readonly refusedIn: (conversation: Conversation) => Promise<ReadonlyMap<string, string>>;
  /** Remembers more of them for a day. Never rejects: what is not remembered is found out again. */
  readonly remember: (conversation: Conversation, refused: ReadonlyMap<string, string>) => Promise<void>;
}

interface Page {
  readonly version: 1;
  readonly forms: Readonly<Record<string, { readonly detail: string; readonly untilMs: number }>>;
}

/**
 * Opens the book. A page of the notebook is named `refused/<channel>/<workspace>/<id>`, each part URI-encoded, and goes when
 * all on it is over. Two who write at the same moment may lose one entry, which the next message brings back.
 */
export function openRefusalBook(notebook: Notebook, now: Clock): RefusalBook {
  async function formsOf(name: string): Promise<Page["forms"]> {
    const text = await notebook.read(name);
    if (text === undefined) return {};
    const page: Page = JSON.parse(text);
    if (page.version !== 1) throw new RangeError(`${name} was written by another version`);
    return page.forms;
  }

  async function refusedIn(conversation: Conversation): Promise<ReadonlyMap<string, string>> {
    const name = pageName(conversation);
    try {
      const forms = Object.entries(await formsOf(name));
      const lately = forms.filter(([, { untilMs }]) => untilMs > now());
      if (forms.length > 0 && lately.length === 0) await notebook.remove(name);
      return new Map(lately.map(([form, { detail }]) => [form, detail]));
    } catch {
      return new Map();
    }
  }

  async function remember(conversation: Conversation, refused: ReadonlyMap<string, string>): Promise<void> {
    if (refused.size === 0) return;
    const name = pageName(conversation);
    try {
      const untilMs = now() + REMEMBERED_MS;
      const before = Object.entries(await formsOf(name)).filter(([, one]) => one.untilMs > now());
      const fresh = [...refused].map(([form, detail]) => [form, { detail, untilMs }] as const);
      const page: Page = { version: 1, forms: Object.fromEntries([...before, ...fresh]) };
      await notebook.write(name, JSON.stringify(page));
    } catch {
      // The next message finds it out again; a page of a newer version is left alone.
    }
  }

  return { refusedIn, remember };
}

function pageName({ channel, workspace, id }: Conversation): string {
  return PREFIX + [channel, workspace, id].map((part) => encodeURIComponent(part.toWellFormed())).join("/");
}
