/** A piece of JSON text, for its colour. */
export interface JsonPiece {
  readonly kind: "name" | "string" | "word" | "rest";
  readonly text: string;
}

const PIECE = /("(?:[^"\\]|\\.)*")(?=\s*:)|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null)/g;

/** Splits JSON text into names, strings, other values and what is between them. Joined, the pieces are the text. */
export function splitJson(json: string): readonly JsonPiece[] {
  const pieces: JsonPiece[] = [];
  let end = 0;
  for (const { 0: text, 1: name, 2: string, index } of json.matchAll(PIECE)) {
    if (index > end) pieces.push({ kind: "rest", text: json.slice(end, index) });
    pieces.push({ kind: name !== undefined ? "name" : string !== undefined ? "string" : "word", text });
    end = index + text.length;
  }
  if (end < json.length) pieces.push({ kind: "rest", text: json.slice(end) });
  return pieces;
}
