const LONGEST = 2_000;

/** An address as it may be printed: http or https, nothing but ASCII, of bearable length. Undefined for any other. */
export function safeUrl(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url);
  if (parsed === null || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) return undefined;
  return parsed.href.length <= LONGEST ? parsed.href : undefined;
}
