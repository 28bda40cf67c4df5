import { conversationKey, type Conversation } from "@perfecto-bot/domain";
import { planChangedBuild, SET_ASIDE_AFTER, WORK_KINDS } from "@perfecto-bot/pipeline";
import type { MemoryMessage } from "@perfecto-bot/pipeline/memory";
import { FICKLE, JOB, LAB, STEADY, type History } from "./history.ts";
import type { World } from "./open-world.ts";

/**
 * Everything that is wrong at the end of a history, in words: the lab against the pictures, what is wanted against what
 * stands. `struckAt`: a post that hung in the chat was on its way when it was withdrawn, so that it may appear after that.
 */
export async function judgeWorld(world: World, history: History, struckAt?: string): Promise<readonly string[]> {
  const onTheWay = struckAt === "lane: post" ? 1 : 0;
  return [
    ...(await picturesAgainstLab(world, history)),
    ...(
      await Promise.all([STEADY, FICKLE].map((conversation) => standingAgainstWanted(world, conversation, onTheWay)))
    ).flat(),
    ...(await whatIsLeft(world)),
    ...(await whatAnotherPlanChanges(world)),
  ];
}

/** Every execution must be in one picture, as the lab showed it last. */
async function picturesAgainstLab({ stores }: World, { happenings }: History): Promise<readonly string[]> {
  const { builds } = await stores.pictures.knownBuilds(LAB, JOB);
  const loaded = await Promise.all(builds.map(({ key }) => stores.pictures.load(key)));
  const pictures = loaded.filter((picture) => picture !== undefined);
  const shown = new Map(
    happenings.flatMap((one) => (one.kind === "lab-shows" ? [[one.execution.id, one.execution] as const] : [])),
  );
  return [...shown.values()].flatMap(({ id, status }) => {
    const records = pictures.flatMap(({ executions }) => executions.get(id) ?? []);
    const [record] = records;
    if (record === undefined) return [`${id} was never seen`];
    if (records.length > 1) return [`${id} is in ${records.length} builds`];
    if (record.execution.status !== status) return [`${id} is ${record.execution.status}, the lab says ${status}`];
    return record.settledAtMs === undefined ? [`${id} never settled`] : [];
  });
}

async function standingAgainstWanted(
  world: World,
  conversation: Conversation,
  onTheWay: number,
): Promise<readonly string[]> {
  const place = conversation.id;
  const standing = world.chat.shown(conversation);
  const stretches = world.wantedIn.get(conversationKey(conversation)) ?? [];
  const byKey = Map.groupBy(standing, ({ key }) => key);
  const doubled = [...byKey].filter(([, copies]) => copies.length > 1).map(([key]) => `${place}: ${key} stands twice`);
  const unwanted = standing
    .filter(({ versions: [first] }) => !stretches.some(({ fromMs, toMs }) => isWithin(first?.atMs ?? 0, fromMs, toMs)))
    .map(({ key }) => `${place}: ${key} was posted after it was withdrawn`)
    .slice(onTheWay);
  const isActive = stretches.at(-1)?.toMs === Infinity;
  // What could not be posted while a channel was archived is listed as such; people see it there.
  const dead = (await world.stores.ledger.deadLetters(conversation, 200)).map(
    ({ wanted }) => `${wanted.topic}#${wanted.name}`,
  );
  return [...doubled, ...unwanted, ...(isActive ? missing(world, conversation, byKey, new Set(dead)) : [])];
}

function isWithin(atMs: number, fromMs: number, toMs: number): boolean {
  return atMs >= fromMs && atMs <= toMs;
}

function missing(
  world: World,
  conversation: Conversation,
  byKey: ReadonlyMap<string, readonly MemoryMessage[]>,
  dead: ReadonlySet<string>,
): readonly string[] {
  const here = [...world.projected.values()].filter(
    (one) => conversationKey(one.conversation) === conversationKey(conversation),
  );
  return here.flatMap(({ topic, wanted }) =>
    [...wanted].flatMap(([name, { card, replyTo }]) => {
      const what = `${conversation.id}: ${topic}#${name}`;
      const [message] = byKey.get(`${topic}#${name}`) ?? [];
      if (message === undefined) return dead.has(`${topic}#${name}`) ? [] : [`${what} is missing`];
      const root = replyTo === undefined ? undefined : byKey.get(`${topic}#${replyTo}`)?.[0];
      if (message.root !== root?.id) return [`${what} is not in its thread`];
      return JSON.stringify(message.versions.at(-1)?.card) === JSON.stringify(card)
        ? []
        : [`${what} says something older`];
    }),
  );
}

/** Nothing may wait, be set aside, or be dead where people want to hear. */
async function whatIsLeft({ stores, wantedIn }: World): Promise<readonly string[]> {
  const left: string[] = [];
  for (const kind of WORK_KINDS) {
    for (const subject of await stores.schedule.subjects(kind)) {
      const rests = kind === "outbox" && wantedIn.get(subject)?.at(-1)?.toMs !== Infinity;
      if (!rests) left.push(`${kind} of ${subject} is still due`);
    }
    for (const { subject, detail } of await stores.schedule.failing(kind, SET_ASIDE_AFTER))
      left.push(`${kind} of ${subject} is set aside: ${detail}`);
  }
  for (const { wanted, state } of await stores.ledger.deadLetters(STEADY, 10))
    left.push(`${STEADY.id}: ${wanted.topic}#${wanted.name} is dead: ${state.kind === "dead" ? state.detail : ""}`);
  return left;
}

/** Nothing may come of planning everything once more. */
async function whatAnotherPlanChanges(world: World): Promise<readonly string[]> {
  const { stores, queue, links, now, policy } = world;
  const planning = { ...stores, signals: queue.signals, links, now, quietPeriodMs: policy.quietPeriodMs };
  const { builds } = await stores.pictures.knownBuilds(LAB, JOB);
  for (const { key } of builds) await planChangedBuild(planning, key);
  const active = [STEADY, FICKLE].filter((one) => world.wantedIn.get(conversationKey(one))?.at(-1)?.toMs === Infinity);
  const changes = await Promise.all(
    active.map(async (conversation) =>
      (await stores.ledger.mail(conversation, 50)).map(
        ({ entry }) => `${conversation.id}: ${entry.wanted.topic}#${entry.wanted.name} was not planned in time`,
      ),
    ),
  );
  return changes.flat();
}
