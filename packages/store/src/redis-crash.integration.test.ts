import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Card } from "@perfecto-bot/cards";
import { DEFAULT_OPTIONS, emptyPicture, Secret, type BuildPicture, type JobBuildRef } from "@perfecto-bot/domain";
import { want, write } from "@perfecto-bot/pipeline/conformance";
import { expect, it, onTestFinished, vi } from "vitest";
import { connectRedis } from "./connect-redis.ts";
import { createRedisLedger } from "./ledger/redis-ledger.ts";
import { createRedisPictureStore } from "./picture/redis-picture-store.ts";
import { startPrivateRedis } from "./private-redis/index.ts";
import { createRedisWorkSchedule } from "./redis-work-schedule.ts";
import { createRedisSubscriptionStore } from "./subscriptions/redis-subscription-store.ts";
import { readEncryptionKeys } from "./vault/encryption-keys.ts";
import { createRedisVault } from "./vault/redis-vault.ts";

const HERE = { channel: "slack", workspace: "T1", id: "C1" };
const CARD: Card = { kind: "build", status: "failed", title: [], body: [], buttons: [], fallback: "failed" };
const REF: JobBuildRef = { kind: "job", lab: "acme", job: "Nightly", number: 45 };
const AUDIT = { atMs: 1, conversation: HERE, person: "U1", action: "subscribed", detail: "" };

it("everything that was acknowledged is there after Redis was killed again and again", async () => {
  const directory = await mkdtemp(join(tmpdir(), "redis-crash-"));
  const server = await startPrivateRedis({ directory });
  onTestFinished(async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });
  const redis = connectRedis({ url: server.url, role: "worker" });
  onTestFinished(() => redis.disconnect());
  const pictures = createRedisPictureStore({ redis });
  const ledger = createRedisLedger({ redis });
  const subscriptions = createRedisSubscriptionStore({ redis });
  const vault = createRedisVault({ redis, keys: await readEncryptionKeys(new Secret("0f".repeat(32))) });

  await vault.write("slack/T1", "xoxb-secret");
  const posted: string[] = [];
  const lease = await ledger.acquire(HERE, 600_000);
  if (lease === undefined) throw new Error("nobody has the lane");
  const subscribed: string[] = [];
  let picture: BuildPicture = emptyPicture(REF);
  const end = new AbortController();

  /** Writes one of everything, and notes what was acknowledged. */
  const writeOne = async (index: number): Promise<void> => {
    const name = `m${index}`;
    const content = { card: CARD, contentHash: "h1", progress: false, reason: "failed" };
    const message = { conversation: HERE, topic: "topic", name, ...content };
    await want(ledger, [message], index);
    const state = { kind: "posted", id: name, contentHash: "h1", atMs: index } as const;
    if ((await write(ledger, lease, message, { state })).kind === "recorded") posted.push(name);
    const times = { createdBy: "U1", createdAtMs: index, startsAtMs: index };
    const what = { conversation: HERE, lab: "acme", job: name, filter: [], options: DEFAULT_OPTIONS };
    await subscriptions.put({ id: name, ...what, ...times }, AUDIT);
    subscribed.push(name);
    const next = { ...picture, revision: picture.revision + 1, reopened: index };
    // A save whose answer was lost is sent again and then conflicts with itself.
    await pictures.save("k", picture, next);
    picture = next;
  };
  const writer = (async () => {
    for (let index = 0; !end.signal.aborted; index += 1) await writeOne(index);
  })();

  for (let crash = 1; crash <= 3; crash += 1) {
    const before = subscribed.length;
    await vi.waitFor(() => expect(subscribed.length).toBeGreaterThan(before + 20), { timeout: 60_000 });
    await server.kill();
    await server.restart();
  }
  end.abort();
  await writer;
  await server.kill();
  await server.restart();

  const { messages: topic } = await ledger.topic(HERE, "topic");
  expect(posted.length).toBeGreaterThan(60);
  expect(posted.filter((name) => topic.get(name)?.state !== "posted")).toEqual([]);
  expect(await ledger.mail(HERE, 10)).toEqual([]);
  const kept = new Set((await subscriptions.all()).map(({ id }) => id));
  expect(subscribed.filter((id) => !kept.has(id))).toEqual([]);
  expect(await pictures.load("k")).toEqual(picture);
  expect(await createRedisWorkSchedule({ redis }).subjects("plan")).toEqual(["k"]);
  expect(await vault.read("slack/T1")).toBe("xoxb-secret");
}, 60_000);
