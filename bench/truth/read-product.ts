import { causeKey, recordedResults, verdictOf, wentWrong, type BuildPicture, type Novelty } from "@perfecto-bot/domain";
import { readFacts } from "@perfecto-bot/pipeline";
import type { Change } from "./generate/timeline.ts";
import type { Played } from "./play-lab.ts";
import type { Product, ProductBuild, ProductMention, ProductResult } from "./product.ts";

/** Translates what the pipeline left behind. The only file here that knows how the product keeps it. */
export async function readProduct(played: Played): Promise<Product> {
  const pictures = await readPictures(played);
  return {
    builds: readBuilds(pictures),
    mentions: readMentions(played),
    results: readResults(pictures),
    changes: await readChanges(pictures, played),
    causes: readCauses(pictures),
    suspects: await readSuspects(played),
    onlyOn: readOnlyOn(pictures),
  };
}

type Pictures = ReadonlyMap<string, BuildPicture>;

/** Every picture by the key of its build. */
async function readPictures({ parts, keys }: Played): Promise<Pictures> {
  const pictures = new Map<string, BuildPicture>();
  for (const key of keys) {
    const picture = await parts.pictures.load(key);
    if (picture !== undefined && picture.executions.size > 0) pictures.set(key, picture);
  }
  return pictures;
}

function readBuilds(pictures: Pictures): readonly ProductBuild[] {
  return [...pictures].map(([key, { executions }]) => ({ key, executionIds: new Set(executions.keys()) }));
}

/** Messages that call somebody, at the moment at which planning first wanted them. */
function readMentions({ wanted }: Played): readonly ProductMention[] {
  return wanted
    .filter(({ message }) => message.name.startsWith("attention"))
    .map(({ atMs, message }) => ({ buildKey: message.topic, atMs }));
}

function readResults(pictures: Pictures): readonly ProductResult[] {
  return [...pictures.values()].flatMap((picture) =>
    recordedResults(picture).map(({ latest, outcome }) => ({
      decidedBy: latest.execution.id,
      flaky: outcome === "flaky",
    })),
  );
}

/** What each result is against its history, as the cards say it now. */
async function readChanges(pictures: Pictures, { parts }: Played): Promise<ReadonlyMap<string, Change>> {
  const changes = new Map<string, Change>();
  for (const picture of pictures.values()) {
    const { lab, job, branch } = picture.ref;
    const builds = job === undefined ? [] : await parts.pictures.finishedBuilds(lab, job, branch);
    const { novelties } = await readFacts(parts, picture, builds);
    for (const { key, latest } of recordedResults(picture)) {
      const kind = novelties.get(key)?.kind;
      changes.set(latest.execution.id, kind === undefined ? "same" : CHANGES[kind]);
    }
  }
  return changes;
}

const CHANGES: Readonly<Record<Novelty["kind"], Change>> = {
  new: "new",
  "first-seen": "new",
  known: "known",
  recovered: "recovered",
  flaky: "same",
  blocked: "same",
  none: "same",
};

function readCauses(pictures: Pictures): ReadonlyMap<string, string> {
  const failed = [...pictures.values()].flatMap(({ executions }) =>
    [...executions.values()].filter(({ execution }) => wentWrong(execution)),
  );
  return new Map(failed.map((recorded) => [recorded.execution.id, causeKey(recorded)]));
}

async function readSuspects({ parts }: Played): Promise<ReadonlySet<string>> {
  const labs = await Promise.all([...parts.labs.keys()].map((lab) => parts.histories.suspects(lab)));
  return new Set(labs.flat().map(({ deviceId }) => deviceId));
}

function readOnlyOn(pictures: Pictures): ReadonlyMap<string, string> {
  return new Map(
    [...pictures].flatMap(([key, picture]) => {
      const { only } = verdictOf(picture, recordedResults(picture));
      return only === undefined ? [] : [[key, only] as const];
    }),
  );
}
