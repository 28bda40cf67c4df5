import { createHash } from "node:crypto";
import {
  decodeHistory,
  encodeHistory,
  isNewerHistory,
  type SuspectDevice,
  type TestHistory,
  type TestKey,
} from "@perfecto-bot/domain";
import type { HistoryLine, HistoryStore } from "@perfecto-bot/pipeline";
import { redisScript, replyTexts } from "../redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "../store-options.ts";
import { readOrSetAside, storedShape } from "../stored-value.ts";
import { decodeDevice, encodeDevice, type ToldByBuild } from "./device-text.ts";
import { CHANGE_FIELDS, PUT } from "./history-scripts.ts";

const DAY_MS = 86_400_000;
const HISTORY_TTL_MS = 90 * DAY_MS;
const DEVICE_AGE_MS = 7 * DAY_MS;
const SUSPECTS_TTL_MS = 2 * DAY_MS;
const MOST_BUILDS = 20;
/** Fields read or changed by one command: it blocks all others while it runs. */
const MOST_FIELDS = 500;
const MOST_TRIES = 50;

const SUSPECTS = storedShape<readonly SuspectDevice[]>("suspects");

/**
 * What tests came to in earlier builds, in Redis. Keys:
 *
 * | key | shape | lives |
 * |---|---|---|
 * | `history:<lab>/<job>/<branch>` | hash: print of a test × platform → its last 20 results | 90 days after the last build |
 * | `device-evidence:<lab>` | hash: device id → what its last 20 builds of a week told | 7 days after the last build |
 * | `suspects:<lab>` | the devices found suspect last | 2 days |
 */
export function createRedisHistoryStore(options: StoreOptions): HistoryStore {
  const { redis, prefix = DEFAULT_PREFIX, onSetAside = () => undefined } = options;
  const changeFields = redisScript(redis, "botHistoryChange", CHANGE_FIELDS);
  const put = redisScript(redis, "botSuspectsPut", PUT);
  const historyKey = ({ lab, job, branch = "" }: HistoryLine): string =>
    `${prefix}:history:${[lab, job, branch].map(encodeURIComponent).join("/")}`;
  const devicesKey = (lab: string): string => `${prefix}:device-evidence:${encodeURIComponent(lab)}`;
  const suspectsKey = (lab: string): string => `${prefix}:suspects:${encodeURIComponent(lab)}`;

  function readHistory(text: string, key: string): TestHistory | undefined {
    const history = decodeHistory(text);
    if (history === undefined)
      onSetAside({ what: "history", why: isNewerHistory(text) ? "newer-version" : "unreadable", key });
    return history;
  }

  /** The stored texts of fields, those that are missing left out. */
  async function read(key: string, fields: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const some of inParts(fields)) {
      const texts = await redis.hmget(key, ...some);
      for (const [index, field] of some.entries()) {
        const text = texts[index];
        if (typeof text === "string") found.set(field, text);
      }
    }
    return found;
  }

  /** Changes the text of fields, so many at once. */
  async function change(key: string, ttlMs: number, fields: readonly string[], changed: ChangeText): Promise<void> {
    for (const some of inParts(fields)) await changeSome(key, ttlMs, some, changed);
  }

  /** Applies a change of text to fields until none was changed by somebody else meanwhile. */
  async function changeSome(key: string, ttlMs: number, fields: readonly string[], changed: ChangeText): Promise<void> {
    let left = fields;
    for (let tries = 0; left.length > 0; tries += 1) {
      if (tries === MOST_TRIES) throw new Error(`${key} changes faster than it can be written`);
      const stored = await read(key, left);
      const news = left.flatMap((field) => {
        const before = stored.get(field);
        const after = changed(field, before);
        return after === undefined || after === before ? [] : [[field, before ?? "", after] as const];
      });
      if (news.length === 0) return;
      const refused = replyTexts(await changeFields([key], [ttlMs, ...news.flat()]));
      left = refused.flatMap((number) => news[Number(number) - 1]?.[0] ?? []);
    }
  }

  return {
    histories: async (line, keys) => {
      const key = historyKey(line);
      const texts = keys === "all" ? await redis.hvals(key) : [...(await read(key, keys.map(printOf))).values()];
      return new Map(
        texts.flatMap((text): [TestKey, TestHistory][] => {
          const history = readHistory(text, key);
          return history === undefined ? [] : [[history.key, history]];
        }),
      );
    },
    changeHistories: async (line, keys, changed) => {
      const byField = new Map(keys.map((key) => [printOf(key), key]));
      const hash = historyKey(line);
      await change(hash, HISTORY_TTL_MS, [...byField.keys()], (field, text) => {
        const test = byField.get(field);
        if (test === undefined) return undefined;
        const known = text === undefined ? undefined : readHistory(text, `${hash} ${field}`);
        if (text !== undefined && known === undefined) return undefined;
        // Another test with the same print is very unlikely; the newer one then stands.
        const after = changed(test, known?.key === test ? known : undefined);
        if (after === "gone") return "";
        return after && encodeHistory(after);
      });
    },
    rememberDevices: async (lab, build, evidence, nowMs) => {
      const key = devicesKey(lab);
      const byDevice = new Map(evidence.map((one) => [one.deviceId, one]));
      // Of every device goes what this build told before, and what is too old: one that left the lab is told of no more.
      const known = await redis.hkeys(key);
      await change(key, DEVICE_AGE_MS, [...new Set([...byDevice.keys(), ...known])], (deviceId, text) => {
        const told = byDevice.get(deviceId);
        const before =
          text === undefined ? [] : readOrSetAside(() => decodeDevice(text, `${key} ${deviceId}`), onSetAside);
        if (before === undefined) return undefined;
        const all: readonly ToldByBuild[] = [
          ...(told === undefined ? [] : [{ build, evidence: told }]),
          ...before.filter((one) => one.build !== build),
        ];
        const kept = all
          .filter((one) => one.evidence.startMs >= nowMs - DEVICE_AGE_MS)
          .toSorted((a, b) => b.evidence.startMs - a.evidence.startMs)
          .slice(0, MOST_BUILDS);
        return encodeDevice(kept);
      });
    },
    deviceEvidence: async (lab) => {
      const key = devicesKey(lab);
      return Object.entries(await redis.hgetall(key)).flatMap(([deviceId, text]) => {
        const told = readOrSetAside(() => decodeDevice(text, `${key} ${deviceId}`), onSetAside) ?? [];
        return told.map(({ evidence }) => evidence);
      });
    },
    suspects: async (lab) => {
      const key = suspectsKey(lab);
      const text = await redis.get(key);
      return text === null ? [] : (readOrSetAside(() => SUSPECTS.decode(text, key), onSetAside) ?? []);
    },
    putSuspects: async (lab, suspects) => {
      await put([suspectsKey(lab)], [SUSPECTS.encode(suspects), SUSPECTS_TTL_MS, SUSPECTS.newest]);
    },
  };
}

/** What the text of a field becomes: undefined where it stays, empty where it goes. */
type ChangeText = (field: string, text: string | undefined) => string | undefined;

function inParts(fields: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(fields.length / MOST_FIELDS);
  return Array.from({ length: count }, (_, part) => fields.slice(part * MOST_FIELDS, (part + 1) * MOST_FIELDS));
}

/** A short field for a key that may be long. Two keys share one with a chance of 1 in 2^72. */
function printOf(key: TestKey): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 12);
}
