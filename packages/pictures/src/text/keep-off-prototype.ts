/** Takes no room and is not seen. */
const ZERO_WIDTH_SPACE = "\u200B";

/**
 * The same text to the eye, but no name of a property that all objects have.
 *
 * What draws keeps the widths of texts in a plain object, by the text. For a test of the name "constructor" it finds a
 * function there instead of a width; for "__proto__" it finds what all objects inherit from, and writes to it.
 * https://github.com/ecomfe/zrender/blob/master/src/core/LRU.ts
 */
export function keepOffPrototype(text: string): string {
  return text in Object.prototype ? `${text}${ZERO_WIDTH_SPACE}` : text;
}
