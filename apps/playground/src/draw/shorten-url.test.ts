import { expect, it } from "vitest";
import { shortenUrl } from "./shorten-url.ts";

it.each([
  ["https://lab.example/a", 30, "lab.example/a"],
  ["http://127.0.0.1:40123/reporting/media/65a1b2c3/video.mp4#t=83", 40, "…/video.mp4#t=83"],
  ["https://lab.example/reporting/a-very-long-name-of-a-video.mp4#t=83", 20, "…/f-a-video.mp4#t=83"],
  ["not an address at all, and long", 12, "…/, and long"],
])("shortens %s to %i", (url, most, expected) => {
  expect(shortenUrl(url, most)).toBe(expected);
});
