/** The address where it is one of the web that may be opened, `undefined` for scripts, files and nonsense. */
export function safeHref(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null) return undefined;
  return url.protocol === "https:" || url.protocol === "http:" || url.protocol === "mailto:" ? url.href : undefined;
}

/**
 * The address of a picture: of the web, or one that the playground itself serves.
 * Pictures elsewhere are for the page's content security policy to refuse.
 */
export function safePicture(address: string): string | undefined {
  if (/^\/api\/[\w/.-]+$/u.test(address)) return address;
  const href = safeHref(address);
  return href?.startsWith("http") === true ? href : undefined;
}
