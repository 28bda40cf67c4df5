import { expect, test } from "vitest";
import { readRedisUrl } from "./read-redis-url.ts";

const SPECIAL = /percent-encode what is special/u;

test.each([
  "redis://h",
  "redis://h:6379",
  "rediss://h:6379/2",
  "redis://:57%23Wc@h:6399",
  "redis://user:12%2Fab@h:6399",
  "redis://:pa%25ss@h",
  "redis://user@h/",
  "redis://[::1]:6379",
  "redis://h?family=6",
])("%s is taken", (url) => {
  expect(readRedisUrl(url)).toEqual({ kind: "url" });
});

test.each<[string, RegExp]>([
  ["redis://:57#Wc@h:6399", SPECIAL],
  ["redis://:ab/cd=@h:6399", SPECIAL],
  ["redis://:pa%ss@h:6399", SPECIAL],
  ["redis://:pa?ss@h:6399", SPECIAL],
  ["redis://user:12/ab@h:6399", SPECIAL],
  ["redis://user:12#ab@h:6399", SPECIAL],
  ["redis://h:6379#x", SPECIAL],
  ["unix:///var/run/redis.sock", /sockets are not supported/u],
  ["/var/run/redis.sock", /sockets are not supported/u],
  ["localhost:6379", /is no redis:\/\/ or rediss:\/\/ address/u],
  ["http://h:6379", /is no redis:\/\/ or rediss:\/\/ address/u],
  ['"redis://h:6379"', /leave them out/u],
  ["redis://", /write redis:\/\//u],
  ["redis://h:99999", /write redis:\/\//u],
  ["redis://h/zero", /no number of a database/u],
])("%s is refused, and what to write instead is said", (url, problem) => {
  const read = readRedisUrl(url);
  expect(read).toEqual({ kind: "mistaken", problem: expect.stringMatching(problem) });
  expect(JSON.stringify(read)).not.toMatch(/57#Wc|ab\/cd|pa%ss|12\/ab/u);
});

test("a password of any character can be given, percent-encoded", () => {
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  for (const character of [...ascii, "\n", "ß", "夜", "🔑"])
    expect(readRedisUrl(`redis://:${encodeURIComponent(`a${character}b`)}@h:6379`)).toEqual({ kind: "url" });
});
