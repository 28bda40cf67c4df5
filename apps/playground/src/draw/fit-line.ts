import { type DrawnLine, type Span, span } from "./drawn-line.ts";
import { characters, characterWidth, textWidth } from "./text-width.ts";

/** A line that fits: its spans, prefix included, and the columns they take. */
export interface FittedLine {
  readonly spans: readonly Span[];
  readonly width: number;
}

/** Fits a line into `width` columns: wrapped between words, and within words that are wider than that; or cut off. */
export function fitLine(line: DrawnLine, width: number): readonly FittedLine[] {
  const prefix = typeof line.prefix === "object" ? line.prefix : span(line.prefix ?? "");
  const room = Math.max(1, width - textWidth(prefix.text));
  const rows = line.cut ? [cut(line.spans, room)] : wrap(line.spans, room);
  return rows.map((spans, index) => {
    const before = index === 0 ? prefix : span(" ".repeat(textWidth(prefix.text)));
    const all = before.text === "" ? spans : [before, ...spans];
    return { spans: all, width: widthOf(all) };
  });
}

function widthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + textWidth(text), 0);
}

function cut(spans: readonly Span[], room: number): readonly Span[] {
  if (widthOf(spans) <= room) return spans;
  const kept: Span[] = [];
  let left = room - 1;
  for (const each of spans) {
    const text = head(each.text, left);
    kept.push({ ...each, text });
    left -= textWidth(text);
    if (text !== each.text) break;
  }
  const last = kept.pop();
  return [...kept, { ...last, text: `${last?.text.trimEnd() ?? ""}…` }];
}

/** The most characters of a text that take at most `room` columns. */
function head(text: string, room: number): string {
  let taken = "";
  let left = room;
  for (const character of characters(text)) {
    left -= characterWidth(character);
    if (left < 0) break;
    taken += character;
  }
  return taken;
}

function wrap(spans: readonly Span[], room: number): readonly (readonly Span[])[] {
  const rows: Span[][] = [[]];
  let left = room;
  const breakRow = (): void => {
    rows.push([]);
    left = room;
  };
  for (const word of words(spans)) {
    const isGap = word.every(({ text }) => text.trim() === "");
    if (widthOf(word) > left && left < room) {
      breakRow();
      if (isGap) continue;
    }
    for (const piece of word.flatMap((each) => pieces(each, left, room))) {
      const width = textWidth(piece.text);
      if (width > left && left < room) breakRow();
      rows.at(-1)?.push(piece);
      left -= width;
    }
  }
  return rows.map(trimRow);
}

/** Words and the gaps between them, in order; a word may go on through several spans. */
function words(spans: readonly Span[]): readonly (readonly Span[])[] {
  const found: Span[][] = [];
  let open = false;
  for (const { text, ...looks } of spans) {
    for (const part of text.match(/\s+|\S+/gu) ?? []) {
      const piece = { ...looks, text: part };
      const isGap = part.trim() === "";
      if (open && !isGap) found.at(-1)?.push(piece);
      else found.push([piece]);
      open = !isGap;
    }
  }
  return found;
}

/** A span in pieces that each fit a row; the first into what is left of one. */
function pieces(whole: Span, left: number, room: number): readonly Span[] {
  if (textWidth(whole.text) <= left) return [whole];
  const found: Span[] = [];
  let rest = whole.text;
  for (let fits = left; rest !== ""; fits = room) {
    // A character wider than the row has to be taken nevertheless.
    const text = head(rest, fits) || (fits === room ? (characters(rest)[0] ?? "") : "");
    if (text !== "") found.push({ ...whole, text });
    rest = rest.slice(text.length);
  }
  return found;
}

function trimRow(row: readonly Span[]): readonly Span[] {
  const last = row.at(-1);
  return last !== undefined && last.text.trim() === "" ? row.slice(0, -1) : row;
}
