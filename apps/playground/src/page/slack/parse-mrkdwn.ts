import { emojiCharacter } from "./emoji-character.ts";

/** A piece of Slack's mrkdwn. */
export type MrkdwnNode =
  | { readonly kind: "text" | "code" | "preformatted"; readonly text: string }
  | { readonly kind: "bold" | "italic" | "strike" | "quote"; readonly children: readonly MrkdwnNode[] }
  | { readonly kind: "emoji"; readonly name: string }
  | { readonly kind: "link"; readonly url: string; readonly label: string }
  | { readonly kind: "user" | "channel" | "group"; readonly id: string; readonly label: string }
  | { readonly kind: "broadcast"; readonly range: string }
  | {
      readonly kind: "date";
      readonly epochS: number;
      readonly format: string;
      readonly url: string;
      readonly fallback: string;
    };

/** How a text is read. */
export interface MrkdwnRules {
  /** Addresses and such are left alone unless marked; angle brackets always mean something. */
  readonly verbatim: boolean;
}

/**
 * Slack's mrkdwn as a tree: styles, code, quotes, links, mentions, moments, emoji. Never fails: what means nothing is
 * text.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function parseMrkdwn(text: string, rules: MrkdwnRules): readonly MrkdwnNode[] {
  return text.split(/(```[^]+?```)/u).flatMap((part, at): readonly MrkdwnNode[] => {
    if (at % 2 === 1) return [{ kind: "preformatted", text: unescape(part.slice(3, -3).replace(/^\n|\n$/gu, "")) }];
    return part === "" ? [] : parseLines(part, rules);
  });
}

/** Lines that follow each other and begin with ">" are one quote. */
function parseLines(text: string, rules: MrkdwnRules): readonly MrkdwnNode[] {
  const runs: { readonly quoted: boolean; readonly lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const [mark] = /^(?:&gt;|>) ?/u.exec(line) ?? [];
    const last = runs.at(-1);
    const rest = mark === undefined ? line : line.slice(mark.length);
    if (last?.quoted === (mark !== undefined)) last.lines.push(rest);
    else runs.push({ quoted: mark !== undefined, lines: [rest] });
  }
  return runs.flatMap(({ quoted, lines }, at): readonly MrkdwnNode[] => {
    const inline = lines.join("\n");
    if (quoted) return [{ kind: "quote", children: parseInline(inline, rules) }];
    // A quote is a block of its own: the breaks around it are already there.
    const begin = at > 0 && inline.startsWith("\n") ? inline.slice(1) : inline;
    return parseInline(begin, rules);
  });
}

const STYLES = [
  { kind: "bold", pattern: /(?<![\p{L}\p{N}*])\*(?![\s*])([^*\n]*?[^*\s])\*(?![\p{L}\p{N}*])/u },
  { kind: "italic", pattern: /(?<![\p{L}\p{N}_])_(?![\s_])([^_\n]*?[^_\s])_(?![\p{L}\p{N}_])/u },
  { kind: "strike", pattern: /(?<![\p{L}\p{N}~])~(?![\s~])([^~\n]*?[^~\s])~(?![\p{L}\p{N}~])/u },
] as const;

const ATOM = /(`[^`\n]+`|<[^<>\n]+>)/u;

function parseInline(text: string, rules: MrkdwnRules): readonly MrkdwnNode[] {
  // Within code and angle brackets no style begins or ends.
  let masked = text.replaceAll(new RegExp(ATOM, "gu"), (atom) => "\u{E000}".repeat(atom.length));
  let rest = text;
  const nodes: MrkdwnNode[] = [];
  for (;;) {
    const [first] = STYLES.map(({ kind, pattern }) => ({ kind, found: pattern.exec(masked) }))
      .filter((each): each is typeof each & { found: RegExpExecArray } => each.found !== null)
      .toSorted((one, other) => one.found.index - other.found.index);
    if (first === undefined) return [...nodes, ...parseAtoms(rest, rules)];
    const { index } = first.found;
    const end = index + first.found[0].length;
    nodes.push(...parseAtoms(rest.slice(0, index), rules));
    nodes.push({ kind: first.kind, children: parseInline(rest.slice(index + 1, end - 1), rules) });
    rest = rest.slice(end);
    masked = masked.slice(end);
  }
}

function parseAtoms(text: string, rules: MrkdwnRules): readonly MrkdwnNode[] {
  return text.split(ATOM).flatMap((part, at): readonly MrkdwnNode[] => {
    if (at % 2 === 0) return parsePlain(part, rules);
    if (part.startsWith("`")) return [{ kind: "code", text: unescape(part.slice(1, -1)) }];
    return [parseReference(part.slice(1, -1))];
  });
}

function parsePlain(text: string, { verbatim }: MrkdwnRules): readonly MrkdwnNode[] {
  if (verbatim) return parseEmoji(text);
  return text.split(/(\bhttps?:\/\/[^\s<>]*[^\s<>.,;:!?)'"])/u).flatMap((part, at): readonly MrkdwnNode[] => {
    const url = unescape(part);
    return at % 2 === 1 ? [{ kind: "link", url, label: url }] : parseEmoji(part);
  });
}

function parseEmoji(text: string): readonly MrkdwnNode[] {
  const nodes: MrkdwnNode[] = [];
  let plain = "";
  const flush = (): void => {
    if (plain !== "") nodes.push({ kind: "text", text: unescape(plain) });
    plain = "";
  };
  for (const [at, part] of text.split(/(:[a-z\d_+'-]+:)/u).entries()) {
    const name = part.slice(1, -1);
    if (at % 2 === 1 && emojiCharacter(name) !== undefined) {
      flush();
      nodes.push({ kind: "emoji", name });
    } else plain += part;
  }
  flush();
  return nodes;
}

/** What stands between angle brackets, without them. */
function parseReference(reference: string): MrkdwnNode {
  const bar = reference.indexOf("|");
  const target = bar < 0 ? reference : reference.slice(0, bar);
  const label = bar < 0 ? "" : unescape(reference.slice(bar + 1));
  const rest = target.slice(1);
  if (target.startsWith("@")) return { kind: "user", id: rest, label };
  if (target.startsWith("#")) return { kind: "channel", id: rest, label };
  if (!target.startsWith("!")) {
    const url = unescape(target);
    return { kind: "link", url, label: label === "" ? url : label };
  }
  const [kind = "", first = "", ...more] = rest.split("^");
  if (kind === "subteam") return { kind: "group", id: first, label };
  if (kind !== "date") return { kind: "broadcast", range: label === "" ? kind : label.replace(/^@/u, "") };
  const [format = "", url = ""] = more;
  return { kind: "date", epochS: Number(first), format: unescape(format), url: unescape(url), fallback: label };
}

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
