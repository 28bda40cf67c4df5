import { emptyPicture, type BuildKey, type BuildPicture, type BuildRef } from "@perfecto-bot/domain";
import type { PictureStore } from "../ports/picture-store.ts";

const MOST_TRIES = 50;

/** A change to a picture, or undefined where nothing people could see changed. */
export type PictureChange = (picture: BuildPicture) => BuildPicture | undefined;

/** The picture after an update, and whether anything was written. */
export interface Update {
  readonly picture: BuildPicture;
  readonly written: boolean;
}

/** A build by its key, with the ref of its picture where none is stored yet. */
export interface UpdatedBuild {
  readonly key: BuildKey;
  readonly ref: BuildRef;
  /** What was just read of it, which saves a look. */
  readonly picture?: BuildPicture;
}

/**
 * Applies a pure change to a build's picture and stores it, again on the newer picture when another worker was faster.
 * @throws {Error} when other workers were faster fifty times in a row.
 */
export async function updateBuild(
  pictures: PictureStore,
  { key, ref, picture }: UpdatedBuild,
  change: PictureChange,
): Promise<Update> {
  let read = picture;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = read ?? (await pictures.load(key)) ?? emptyPicture(ref);
    read = undefined;
    const changed = change(before);
    if (changed === undefined) return { picture: before, written: false };
    const after = { ...changed, revision: before.revision + 1 };
    if ((await pictures.save(key, before, after)) === "saved") return { picture: after, written: true };
  }
  throw new Error(`build ${key} changes faster than it can be written; it will be looked at again`);
}
