import { Secret } from "@perfecto-bot/domain";
import { vaultConformance } from "@perfecto-bot/pipeline/conformance";
import { describe, expect, it } from "vitest";
import { freshStores } from "../testing/fresh-store.ts";
import { readEncryptionKeys } from "./encryption-keys.ts";
import { createRedisVault } from "./redis-vault.ts";

const fresh = freshStores();
const [OLD, NEW] = ["a".repeat(64), "b".repeat(64)];
const oldKeys = await readEncryptionKeys(new Secret(OLD));
const bothKeys = await readEncryptionKeys(new Secret(`${NEW},${OLD}`));
const newKeys = await readEncryptionKeys(new Secret(NEW));

vaultConformance("redis", () => createRedisVault({ ...fresh(), keys: oldKeys }));

describe("createRedisVault", () => {
  it("stores nothing readable", async () => {
    const options = fresh();
    await createRedisVault({ ...options, keys: oldKeys }).write("slack/T1", "xoxb-secret");
    const stored = await options.redis.hget(`${options.prefix}:vault`, "slack/T1");
    expect(stored).toMatch(/^v1\./);
    expect(stored).not.toContain("xoxb");
  });

  it("moves secrets to the newest key when they are read", async () => {
    const options = fresh();
    const open = (keys: typeof oldKeys) => createRedisVault({ ...options, keys });
    await open(oldKeys).write("slack/T1", "xoxb-secret");
    await expect(open(newKeys).read("slack/T1")).rejects.toMatchObject({ name: "VaultError", kind: "key-lost" });
    expect(await open(bothKeys).read("slack/T1")).toBe("xoxb-secret");
    expect(await open(newKeys).read("slack/T1")).toBe("xoxb-secret");
  });

  it("notices a value that was moved to another name", async () => {
    const options = fresh();
    const vault = createRedisVault({ ...options, keys: oldKeys });
    await vault.write("slack/T1", "xoxb-secret");
    const stored = await options.redis.hget(`${options.prefix}:vault`, "slack/T1");
    await options.redis.hset(`${options.prefix}:vault`, "slack/T2", stored ?? "");
    await expect(vault.read("slack/T2")).rejects.toMatchObject({ name: "VaultError", kind: "tampered" });
  });
});
