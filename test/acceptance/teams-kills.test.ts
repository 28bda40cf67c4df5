import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Conversation } from "@perfecto-bot/domain";
import { LEASE_MS } from "@perfecto-bot/pipeline";
import { generateBuild } from "@perfecto-bot/simulators/lab";
import type { TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { connectRedis, createRedisLedger } from "@perfecto-bot/store";
import { afterEach, expect, test } from "vitest";
import { buildThreads, cardText } from "./read-teams.ts";
import { seededRandom } from "./seeded-random.ts";
import { threeReplicas, type Replicas } from "./replicas.ts";
import { clockAhead } from "./service-process.ts";
import { teamsEndpoints } from "./teams-endpoints.ts";
import { tellOnFailure } from "./tell-on-failure.ts";
import { sayInTeams, startTeamsSurroundings, type TeamsSurroundings } from "./teams-world.ts";

const MAIN = fileURLToPath(new URL("teams-service-main.ts", import.meta.url));
const KILLS = 30;
/** Around these kills Redis is killed as well, before the service, and started again on the same files. */
const REDIS_RESTARTS = new Set([9, 19]);
/** Before these kills a process stands still for longer than it may hold a lane. */
const FREEZES = new Set([4, 14, 24]);
const FREEZE_MS = LEASE_MS + 2_000;
const BUILD = "Nightly #7";
const FINAL = /7 of 120 failed(?!.*still running)/;
const PATIENCE = { timeout: 300_000, interval: 100 };
/** Ninety processes are started, each of which takes seconds of a core. */
const LIMIT_MS = 900_000;

let surroundings: TeamsSurroundings | undefined;
let replicas: Replicas | undefined;
afterEach(async () => {
  await replicas?.end();
  await surroundings?.stop();
});

/**
 * Bots cannot search a conversation of Teams, so a post whose answer was lost must be made again: twice is better than
 * never. A message may therefore stand once more than the most copies of it that Teams held at a kill after which the
 * ledger, read before the next start, still said `posting`: those were carried out, and their answers never arrived.
 */
test(
  "three processes, one with a wrong clock, killed at 30 random moments and stopped thrice, Redis restarted twice: nothing lost, and more than once only what Teams took and never answered",
  { retry: 0, timeout: LIMIT_MS },
  async () => {
    surroundings = await startTeamsSurroundings();
    const { lab, teams, redis } = surroundings;
    const environment = withoutSlack(surroundings.environment);
    const seed = Number(process.env["CHAOS_SEED"] ?? Date.now() % 1_000_000);
    console.log(`CHAOS_SEED=${seed} repeats these moments`);
    tellOnFailure(() => replicas);
    const random = seededRandom(seed);
    const script = [MAIN, JSON.stringify(teamsEndpoints(teams))];
    replicas = threeReplicas(environment, { right: script, ahead: clockAhead(script) });
    const isReady = () =>
      fetch(`http://127.0.0.1:${environment["PORT"]}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(isReady, PATIENCE).toBe(true);
    await teams.install({ team: "QA" });
    await sayInTeams(teams, "mobile-qa", "subscribe Nightly");
    const answers = () => teams.channel("mobile-qa").messages.filter(({ isBots }) => isBots).length;
    await expect.poll(answers, PATIENCE).toBe(1);

    const build = generateBuild({
      seed,
      baseUrl: lab.baseUrl,
      job: "Nightly",
      number: 7,
      startMs: Date.now(),
      executions: 120,
      platforms: 6,
      failures: 7,
      spreadMs: 240_000,
      processingMs: [5_000, 40_000],
      speed: 6,
    });
    lab.putAll(build);
    const failed = build.filter(({ resource }) => resource.status === "FAILED").map(({ resource }) => resource.id);
    const names = ["build", ...failed.map((id) => `failure/${id}`)];
    const excused = new Map(names.map((name) => [name, 0]));
    const conversation = { channel: "teams", workspace: teams.tenantId, id: teams.channel("mobile-qa").id };

    for (let kill = 0; kill < KILLS; kill += 1) {
      const [pauseMs, kind, thenMs] = [200 + random() * 2_000, random(), random() * 20];
      if (kind < 0.4) await wait(pauseMs);
      else await Promise.race([wait(pauseMs), afterNextPost(teams, kind < 0.8 ? 0 : thenMs)]);
      const [first, second] = [Math.floor(random() * 3), Math.floor(random() * 3)];
      if (FREEZES.has(kill)) await replicas.freeze(second, FREEZE_MS);
      const isRestart = REDIS_RESTARTS.has(kill);
      if (isRestart) {
        await redis.kill();
        await wait(random() * 500);
      }
      await replicas.kill(isRestart || random() < 0.2 ? "all" : first, async () => {
        if (isRestart) await redis.restart();
        for (const name of await namesInDoubt(redis.url, conversation))
          excused.set(name, Math.max(excused.get(name) ?? 0, copiesOf(teams, name).length));
      });
    }
    const newestCard = () => copiesOf(teams, "build").at(-1);
    await expect.poll(() => newestCard()?.summary.split("\n")[0], PATIENCE).toMatch(FINAL);
    const missing = () => names.filter((name) => copiesOf(teams, name).length === 0);
    await expect.poll(missing, PATIENCE).toEqual([]);
    await expect.poll(() => mailOf(redis.url, conversation), PATIENCE).toEqual([]);

    const copies = names.map((name) => `${copiesOf(teams, name).length} (${excused.get(name) ?? 0} unanswered)`);
    console.log(`the card and the failures stand ${copies.join(", ")} times`);
    const doubled = names.filter((name) => copiesOf(teams, name).length > 1 + (excused.get(name) ?? 0));
    expect(doubled).toEqual([]);
    const { replies } = teams.channel("mobile-qa").thread(newestCard()?.id ?? "");
    expect(new Set(replies)).toEqual(new Set(failed.flatMap((id) => copiesOf(teams, `failure/${id}`))));
    for (const newest of failed.flatMap((id) => copiesOf(teams, `failure/${id}`).slice(-1)))
      expect(cardText(newest)).toMatch(/Failed command[\s\S]*#t=\d+/);
    expect(teams.messages().filter(({ blank, problems }) => blank || problems.length > 0)).toEqual([]);
  },
);

/** Teams alone: Slack allows no new connection as often as this service begins. */
function withoutSlack(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("SLACK_")));
}

/** Every message of the build with a name of the ledger's, wherever it stands. */
function copiesOf(teams: TeamsSimulator, name: string) {
  const threads = buildThreads(teams, "mobile-qa", BUILD);
  if (name === "build") return threads.map(({ root }) => root);
  const report = `/reporting/test/${name.replace("failure/", "")}`;
  return threads.flatMap(({ replies }) => replies).filter((reply) => cardText(reply).includes(report));
}

/** Resolves some milliseconds after Teams next takes a message of the bot; at 0, before the bot can read the answer. */
async function afterNextPost(teams: TeamsSimulator, thenMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = teams.on("message", ({ isBots }) => {
      if (!isBots) return;
      stop();
      resolve();
    });
  });
  if (thenMs > 0) await wait(thenMs);
}

async function mailOf(url: string, conversation: Conversation) {
  const redis = connectRedis({ url, role: "worker" });
  try {
    return (await createRedisLedger({ redis }).mail(conversation, 100)).map(({ entry }) => entry);
  } finally {
    redis.disconnect();
  }
}

/** The messages with an attempt whose end the ledger does not know. */
async function namesInDoubt(url: string, conversation: Conversation): Promise<readonly string[]> {
  return (await mailOf(url, conversation))
    .filter(({ state }) => state.kind === "posting")
    .map(({ wanted }) => wanted.name);
}
