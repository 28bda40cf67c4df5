/** How something looks where there are colours. What it means is always said in words or signs, too. */
export type Tone = "good" | "bad" | "blocked" | "dim" | "bold";

/** https://en.wikipedia.org/wiki/ANSI_escape_code#Select_Graphic_Rendition_parameters */
const CODES: Readonly<Record<Tone, readonly [on: number, off: number]>> = {
  good: [32, 39],
  bad: [31, 39],
  blocked: [33, 39],
  dim: [2, 22],
  bold: [1, 22],
};

/** A text in a tone, for terminals with colours. */
export function paint(text: string, tone: Tone): string {
  const [on, off] = CODES[tone];
  return `\u001B[${on}m${text}\u001B[${off}m`;
}

/** A text that leads to an address when clicked (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda). */
export function linked(text: string, url: string): string {
  return `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\`;
}
