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
  const showing = atMs === undefined ? [] : videos.flatMap((video) => playing(video, atMs));
  const [latest] = showing.toSorted((a, b) => b.startedAtMs - a.startedAtMs);
  if (atMs !== undefined && latest !== undefined) {
    const atSeconds = Math.max(0, Math.floor((atMs - latest.startedAtMs - EARLY_MS) / 1000));
    return { url: `${withoutFragment(latest.url)}#t=${atSeconds}`, atSeconds };
  }
  const url = videos.find((video) => video.url !== undefined)?.url;
  return url === undefined ? undefined : { url };
}

/** A video that was running at a moment. One whose end is not known runs until a later one starts. */
function playing(
  { url, startedAtMs, endedAtMs }: Video,
  atMs: number,
): readonly { url: string; startedAtMs: number }[] {
  if (url === undefined || startedAtMs === undefined || atMs < startedAtMs) return [];
  return endedAtMs !== undefined && atMs > endedAtMs ? [] : [{ url, startedAtMs }];
}

function withoutFragment(url: string): string {
  const hash = url.indexOf("#");
  return hash < 0 ? url : url.slice(0, hash);
}
