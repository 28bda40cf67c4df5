import type { DiscoverShard } from "@perfecto-bot/pipeline";

/** A shard's identity as text. */
export function shardSubject({ lab, index }: DiscoverShard): string {
  return `${encodeURIComponent(lab.toWellFormed())}/${index}`;
}

/** The shard a text was made from. @throws {RangeError} when the text is no shard. */
export function parseShardSubject(subject: string): DiscoverShard {
  const [, lab, index] = /^([^/]+)\/(-?\d+)$/.exec(subject) ?? [];
  if (lab === undefined || index === undefined) throw new RangeError(`no shard: ${subject}`);
  return { lab: decodeURIComponent(lab), index: Number(index) };
}
