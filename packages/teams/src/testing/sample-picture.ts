import type { Block, Picture } from "@perfecto-bot/cards";
import type { DrawnPicture, DrawPicture } from "@perfecto-bot/pipeline";

/** The pass rate of two builds. */
export const samplePicture: Picture = {
  kind: "pass-rate",
  builds: ["#1", "#2"],
  series: [{ label: "All", rates: [0.9, 0.8] }],
};

/** The same in words. */
export const SAMPLE_ALT = "From 90 % to 80 %";

/** A block with that picture. */
export const pictureBlock: Block = {
  kind: "picture",
  picture: samplePicture,
  alt: SAMPLE_ALT,
  weight: "detail",
};

/** One pixel, and after its end so many bytes that nobody reads. */
export function samplePng(moreBytes = 0): DrawnPicture {
  const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
  return { png: Buffer.concat([Buffer.from(pixel, "base64"), Buffer.alloc(moreBytes)]), width: 1, height: 1 };
}

/** Draws {@link samplePng}. */
export const drawSample: DrawPicture = async () => samplePng();

/** How a card shows {@link samplePng}. */
export const SAMPLE_URI = `data:image/png;base64,${Buffer.from(samplePng().png).toString("base64")}`;
