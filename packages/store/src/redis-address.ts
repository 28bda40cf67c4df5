/** Host and port of a Redis URL, for people: never the user or the password. The port is Redis' own where none is given. */
export function redisAddress(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return "the address in REDIS_URL";
  return `${parsed.hostname || "localhost"}:${parsed.port || "6379"}`;
}
