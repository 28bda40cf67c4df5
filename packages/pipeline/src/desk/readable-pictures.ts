import type { KnownBuilds, PictureStore } from "../ports/picture-store.ts";
import { setAsideOr } from "../set-aside-or.ts";

const NONE: KnownBuilds = { revision: 0, builds: [] };

/** The picture as answers read it: what is set aside is as good as unknown, and the lab is asked instead. For reading alone. */
export function readablePictures(pictures: PictureStore): PictureStore {
  return {
    ...pictures,
    load: (key) => setAsideOr(() => pictures.load(key), undefined),
    knownBuilds: (lab, job) => setAsideOr(() => pictures.knownBuilds(lab, job), NONE),
  };
}
