import { webAddress } from "./web-address.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const BULLET = /^\s{0,3}[-*+]\s+(?=\S)/;
const NUMBER = /^\s{0,3}\d{1,9}[.)]\s+(?=\S)/;

const ESCAPED = /\\([\\`*_{}[\]()#+\-.!<>~|])/y;
const MENTION = /<at>([^<>]{1,200})<\/at>/y;
const LINK = /\[([^[\]]{1,1000})\]\(([^\s()<>]{1,4000})\)/y;
const BOLD = /\*\*(?=\S)([^*]*[^*\s])\*\*|__(?=\S)([^_]*[^_\s])__(?![\p{L}\p{N}])/uy;
const ITALIC = /\*(?=\S)([^*]*[^*\s])\*|_(?=\S)([^_]*[^_\s])_(?![\p{L}\p{N}_])/uy;
const WORD_BEFORE = /[\p{L}\p{N}_]$/u;
/** What cannot begin any markup. */
const PLAIN = /[^\\<[*_]+/y;

/**
 * The Markdown of an Adaptive Card's text block as HTML: bold, italic, links to the web, lists and mentions. Everything
 * else is shown as it is written: the only tags and attributes in the result are those made here.
 * @see https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
export function renderMarkdown(markdown: string): string {
  const blocks: string[] = [];
  let list: { readonly tag: "ul" | "ol"; readonly items: string[] } | undefined;
  let paragraph: string[] = [];
  const close = (): void => {
    if (list !== undefined) blocks.push(`<${list.tag}>${list.items.join("")}</${list.tag}>`);
    if (paragraph.length > 0) blocks.push(`<p>${paragraph.join("<br>")}</p>`);
    list = undefined;
    paragraph = [];
  };
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    const marker = BULLET.exec(line) ?? NUMBER.exec(line);
    if (marker === null) {
      if (list !== undefined || line.trim() === "") close();
      if (line.trim() !== "") paragraph.push(renderInline(line, true));
      continue;
    }
    const tag = BULLET.test(line) ? "ul" : "ol";
    if (list?.tag !== tag) close();
    list ??= { tag, items: [] };
    list.items.push(`<li>${renderInline(line.slice(marker[0].length), true)}</li>`);
  }
  close();
  return blocks.join("");
}

function renderInline(text: string, mayLink: boolean): string {
  let html = "";
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
  };
  while (at < text.length) {
    const isInWord = text[at] === "_" && WORD_BEFORE.test(text.slice(Math.max(0, at - 2), at));
    const found =
      read(take(PLAIN), ([all]) => escapeHtml(all)) ??
      read(take(ESCAPED), ([, sign = ""]) => escapeHtml(sign)) ??
      read(take(MENTION), ([, name = ""]) => `<span class="teams-mention">${escapeHtml(name)}</span>`) ??
      (mayLink ? read(take(LINK), ([, words = "", address = ""]) => renderLink(words, address)) : undefined) ??
      (isInWord
        ? undefined
        : (read(take(BOLD), ([, star, line]) => `<strong>${renderInline(star ?? line ?? "", mayLink)}</strong>`) ??
          read(take(ITALIC), ([, star, line]) => `<em>${renderInline(star ?? line ?? "", mayLink)}</em>`)));
    html += found?.html ?? escapeHtml(text.charAt(at));
    at += found?.length ?? 1;
  }
  return html;
}

function read(
  match: RegExpExecArray | undefined,
  toHtml: (match: RegExpExecArray) => string,
): { readonly html: string; readonly length: number } | undefined {
  return match === undefined ? undefined : { html: toHtml(match), length: match[0].length };
}

function renderLink(words: string, address: string): string {
  const label = renderInline(words, false);
  const href = webAddress(address);
  return href === undefined
    ? label
    : `<a href="${escapeHtml(href)}" target="_blank" rel="noreferrer noopener">${label}</a>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
