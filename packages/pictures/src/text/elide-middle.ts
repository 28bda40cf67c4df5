const ELLIPSIS = "…";
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Shortens a text in its middle until it fits: "CheckoutTest…CreditCard". Names that begin alike often differ at the
 * end, so both ends stay, of about the same number of characters. What a reader sees as one character is never cut.
 * Where not even the ellipsis fits, the result is empty.
 *
 * `fits` must hold for a text if it holds for a longer one.
 */
export function elideMiddle(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  const characters = Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
  const keep = (count: number): string => {
    const tail = Math.floor(count / 2);
    const head = characters.slice(0, count - tail).join("");
    return `${head.trimEnd()}${ELLIPSIS}${tail === 0 ? "" : characters.slice(-tail).join("").trimStart()}`;
  };
  let [fitting, tooMany] = [0, characters.length];
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (fits(keep(middle))) fitting = middle;
    else tooMany = middle;
  }
  const elided = keep(fitting);
  return fits(elided) ? elided : "";
}
