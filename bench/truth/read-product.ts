import { causeKey, verdictOf, wentWrong, type BuildPicture } from "@perfecto-bot/domain";
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
    changes: readChanges(pictures, played),
    causes: readCauses(pictures),
    suspects: readSuspects(played),
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

/** Each execution counts for itself: the product knows no attempts. */
function readResults(pictures: Pictures): readonly ProductResult[] {
  return [...pictures.values()].flatMap(({ executions }) =>
    [...executions.keys()].map((id) => ({ decidedBy: id, flaky: false })),
  );
}

/** New, known, recovered: the product does not classify yet. */
function readChanges(_pictures: Pictures, _played: Played): ReadonlyMap<string, Change> | undefined {
  return undefined;
}

function readCauses(pictures: Pictures): ReadonlyMap<string, string> {
  const failed = [...pictures.values()].flatMap(({ executions }) =>
    [...executions.values()].filter(({ execution }) => wentWrong(execution)),
  );
  return new Map(failed.map((recorded) => [recorded.execution.id, causeKey(recorded)]));
}

/** Devices under suspicion: the product suspects none yet. */
function readSuspects(_played: Played): ReadonlySet<string> | undefined {
  return undefined;
}

function readOnlyOn(pictures: Pictures): ReadonlyMap<string, string> {
  return new Map(
    [...pictures].flatMap(([key, picture]) => {
      const { only } = verdictOf(picture, [...picture.executions.values()]);
      return only === undefined ? [] : [[key, only] as const];
    }),
  );
}
