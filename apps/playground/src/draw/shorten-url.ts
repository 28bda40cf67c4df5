import { characters } from "./text-width.ts";

/**
 * An address short enough to read: its host and path give way from the front, its last part and what comes after `#`
 * stay: `…/video.mp4#t=83`.
 */
export function shortenUrl(url: string, most: number): string {
  const bare = url.replace(/^https?:\/\//u, "");
  if (characters(bare).length <= most) return bare;
  const { pathname, hash } = URL.parse(url) ?? { pathname: bare, hash: "" };
  const ending = `${pathname.slice(pathname.lastIndexOf("/") + 1)}${hash}`;
  return `…/${characters(ending)
    .slice(-Math.max(1, most - 2))
    .join("")}`;
}
