/** What an address of Redis is taken as, or what is wrong with it and what to write instead. Never holds the address. */
export type RedisUrlReading = { readonly kind: "url" } | { readonly kind: "mistaken"; readonly problem: string };

const EXAMPLE = "write redis://user:password@host:6379, or rediss:// for TLS";
const ENCODE =
  "percent-encode what is special in user and password: % as %25, # as %23, / as %2F, ? as %3F, @ as %40, : as %3A";

/**
 * Checks an address of Redis before anything connects to it: a password with a character that ends it early would lead to
 * another host.
 * @see https://github.com/redis/ioredis#connect-to-redis
 */
export function readRedisUrl(text: string): RedisUrlReading {
  if (/^["'].*["']$/su.test(text)) return mistaken("has quotes around it: leave them out");
  if (/^(?:unix:|\/|\.)/u.test(text)) return mistaken(`is a socket, and sockets are not supported: ${EXAMPLE}`);
  if (!/^rediss?:\/\//u.test(text)) return mistaken(`is no redis:// or rediss:// address: ${EXAMPLE}`);
  const url = URL.parse(text);
  // Behind these characters the rest is no host any more; in front of an @ they can only be part of a password.
  const [beforeAt] = /^rediss?:\/\/[^@]*(?=@)/u.exec(text) ?? [];
  if (beforeAt !== undefined && /[#/?]/u.test(beforeAt.replace(/^rediss?:\/\//u, "")))
    return mistaken(`cannot be read: ${ENCODE}`);
  if (url === null) return mistaken(`cannot be read: ${EXAMPLE}, and ${ENCODE}`);
  if (url.hash !== "") return mistaken(`cannot be read: ${ENCODE}`);
  if (url.hostname === "") return mistaken(`names no host: ${EXAMPLE}`);
  if (!isDecodable(url.username) || !isDecodable(url.password))
    return mistaken(`has a % in user or password that encodes nothing: ${ENCODE}`);
  if (!/^\/?\d*$/u.test(url.pathname)) return mistaken("has something behind the host that is no number of a database");
  return { kind: "url" };
}

function mistaken(problem: string): RedisUrlReading {
  return { kind: "mistaken", problem };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
