import { LIMITS } from "./limits.ts";

/**
 * An address that may be linked, in the form to be sent: http or https, without a user or password in it, not longer
 * than Slack takes, and without the characters that end a link in Slack's markup (`|`, `<`, `>` are percent-encoded).
 * `undefined` where it may not be linked.
 * @see https://docs.slack.dev/messaging/formatting-message-text#linking-urls
 */
export function safeUrl(address: string): string | undefined {
  // A longer address can only grow by encoding.
  if (address.length > LIMITS.url || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  if (url.username !== "" || url.password !== "") return undefined;
  const encoded = url.href.replace(/[|<>]/g, (character) => encodeURIComponent(character));
  return encoded.length > LIMITS.url ? undefined : encoded;
}
