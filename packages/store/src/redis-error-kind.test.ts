import { describe, expect, test } from "vitest";
import { kindOfCode, redisErrorCode } from "./redis-error-kind.ts";

/** Replies of Redis 7.0 and 6.2, word for word. */
const REPLIES: readonly (readonly [string, string | undefined])[] = [
  ["READONLY You can't write against a read only replica.", "read-only"],
  [
    "READONLY You can't write against a read only replica. script: 0e7fc8a5e0bd4ed5b9d27b8d0c9b9e2dbca54a8c, on @user_script:3.",
    "read-only",
  ],
  [
    "ERR Error running script (call to f_0e7fc8a5e0bd4ed5b9d27b8d0c9b9e2dbca54a8c): @user_script:3: @user_script: 3: -READONLY You can't write against a read only replica. ",
    "read-only",
  ],
  ["UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)", "read-only"],
  ["OOM command not allowed when used memory > 'maxmemory'.", "full"],
  [
    "ERR Error running script (call to f_abc): @user_script:2: -OOM command not allowed when used memory > 'maxmemory'.",
    "full",
  ],
  ["NOREPLICAS Not enough good replicas to write.", "too-few-replicas"],
  ["MISCONF Errors writing to the AOF file: No space left on device", "disk-failed"],
  ["LOADING Redis is loading the dataset in memory", "not-serving"],
  ["MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", "not-serving"],
  ["MOVED 3999 127.0.0.1:6381", "not-serving"],
  ["CLUSTERDOWN The cluster is down", "not-serving"],
  ["TRYAGAIN Multiple keys request during rehashing of slot", "not-serving"],
  ["NOAUTH Authentication required.", "access-denied"],
  ["WRONGPASS invalid username-password pair or user is disabled.", "access-denied"],
  ["NOPERM this user has no permissions to run the 'set' command", "access-denied"],
  ["WRONGTYPE Operation against a key holding the wrong kind of value", undefined],
  ["NOSCRIPT No matching script. Please use EVAL.", undefined],
  ["ERR the value READONLY is no number", undefined],
  ["EXECABORT Transaction discarded because of previous errors.", undefined],
];

describe("the code of an error reply", () => {
  test.each(REPLIES)("%s", (message, kind) => {
    const code = redisErrorCode(new Error(message));
    expect(code === undefined ? undefined : kindOfCode(code)).toBe(kind);
  });

  test("is looked for in errors alone", () => {
    expect(redisErrorCode("READONLY")).toBeUndefined();
  });
});
