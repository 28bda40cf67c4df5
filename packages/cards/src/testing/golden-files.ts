import { readdirSync, readFileSync } from "node:fs";
import type { Card, Form } from "../card.ts";

const FOLDER = new URL("../__golden__/", import.meta.url);
const files = readdirSync(FOLDER).map((file) => {
  const content: Card | Form = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"));
  return { name: file.replace(/\.json$/, ""), content };
});

/** Every golden card by its name, whatever it was made from: at least one of each kind that has a sample. */
export const GOLDEN_CARDS: readonly { readonly name: string; readonly card: Card }[] = files.flatMap(
  ({ name, content }) => ("inputs" in content ? [] : [{ name, card: content }]),
);

/** Every golden form by its name. */
export const GOLDEN_FORMS: readonly { readonly name: string; readonly form: Form }[] = files.flatMap(
  ({ name, content }) => ("inputs" in content ? [{ name, form: content }] : []),
);
