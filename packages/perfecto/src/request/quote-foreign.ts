const longest = 240;
const hidden = "[secret]";

/**
 * Foreign text made fit for an error message: one line, short, and without the token. The lab's error texts can quote
 * the token they refuse, so it is removed before cutting, and so is anything that looks like a signed token.
 */
export function quoteForeign(text: string, token: string): string {
  const plain = (token === "" ? text : text.replaceAll(token, hidden))
    .replace(/eyJ[\w-]{8,}(?:\.[\w-]*)*/gu, hidden)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return plain.length > longest ? `${plain.slice(0, longest).toWellFormed()}…` : plain;
}
