import type { Video } from "./execution.ts";

/** The video starts this long before the failing command, so that one sees it coming. */
const EARLY_MS = 4_000;

/** A link into a recording. `atSeconds` is absent where the moment is not known and the link opens at the start. */
export interface VideoMoment {
  readonly url: string;
  readonly atSeconds?: number;
}

/**
 * The recording that shows a moment (epoch ms), opened a few seconds before it by a media fragment
 * (https://www.w3.org/TR/media-frags/#naming-time). Without a usable moment, the first recording from its start.
 * Undefined where no recording has an address.
 */
export function videoMoment(videos: readonly Video[], atMs: number | undefined): VideoMoment | undefined {
  if (atMs !== undefined) {
    for (const video of videos) {
      if (video.url === undefined || video.startedAtMs === undefined || atMs < video.startedAtMs) continue;
      if (video.endedAtMs !== undefined && atMs > video.endedAtMs) continue;
      const atSeconds = Math.max(0, Math.floor((atMs - video.startedAtMs - EARLY_MS) / 1000));
      return { url: `${withoutFragment(video.url)}#t=${atSeconds}`, atSeconds };
    }
  }
  const url = videos.find((video) => video.url !== undefined)?.url;
  return url === undefined ? undefined : { url };
}

function withoutFragment(url: string): string {
  const hash = url.indexOf("#");
  return hash < 0 ? url : url.slice(0, hash);
}
