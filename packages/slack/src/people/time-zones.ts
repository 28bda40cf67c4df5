import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "@perfecto-bot/pipeline";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";

/** Where people are, as far as Slack tells. */
export interface TimeZones {
  /** The IANA zone of a person; undefined where it is not known within half a second. Never rejects. */
  readonly of: (workspace: SlackWorkspace, person: string) => Promise<string | undefined>;
}

/** People travel, but not every minute. */
const KNOWN_FOR_MS = 60 * 60_000;
/** After Slack did not tell, everybody is not made to wait for it again at once. */
const UNKNOWN_FOR_MS = 60_000;
/** A question is worth more than its zone. What comes later is there for the next one. */
const WAIT_MS = 500;
const MOST_PEOPLE = 10_000;
/** Without it nobody's zone is asked for. */
const SCOPE = "users:read";

interface Known {
  readonly zone: string | undefined;
  readonly untilMs: number;
}

/**
 * Asks Slack, and remembers the answer for an hour. `waitMs`: the most that a question waits for it.
 * @see https://docs.slack.dev/reference/methods/users.info
 */
export function openTimeZones(now: Clock, waitMs = WAIT_MS): TimeZones {
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<string | undefined>>();

  function keep(key: string, zone: string | undefined): void {
    known.delete(key);
    for (const oldest of known.keys()) {
      if (known.size < MOST_PEOPLE) break;
      known.delete(oldest);
    }
    known.set(key, { zone, untilMs: now() + (zone === undefined ? UNKNOWN_FOR_MS : KNOWN_FOR_MS) });
  }

  async function ask({ client }: SlackWorkspace, person: string, key: string): Promise<string | undefined> {
    let zone: string | undefined;
    try {
      zone = (await client.users.info({ user: person })).user?.tz || undefined;
    } catch {
      zone = undefined;
    }
    asking.delete(key);
    keep(key, zone);
    return zone;
  }

  async function zoneOf(workspace: SlackWorkspace, person: string): Promise<string | undefined> {
    if (!workspace.scopes.has(SCOPE)) return undefined;
    const key = `${workspace.id}/${person}`;
    const held = known.get(key);
    if (held !== undefined && held.untilMs > now()) return held.zone;
    const answer = asking.get(key) ?? ask(workspace, person, key);
    asking.set(key, answer);
    return Promise.race([answer, delay(waitMs, undefined, { ref: false })]);
  }

  return { of: zoneOf };
}
