import type { Card, Picture } from "@perfecto-bot/cards";
import type { DrawPicture } from "@perfecto-bot/pipeline";
import { expect, test } from "vitest";
import { messageBytes, renderCard } from "../render/render-card.ts";
import { recordingLog } from "../testing/recording-log.ts";
import { sampleCard } from "../testing/sample-card.ts";
import { drawSample, pictureBlock, SAMPLE_URI, samplePicture, samplePng } from "../testing/sample-picture.ts";
import { createPicturesOf } from "./pictures-of.ts";

const heatMap: Picture = { kind: "heat-map", columns: ["iOS"], rows: [] };

function cardOf(...pictures: readonly Picture[]): Card {
  return { ...sampleCard("x"), body: pictures.map((picture) => ({ ...pictureBlock, picture })) };
}

const refused = () => Promise.reject(new TypeError("a secret detail"));
const never = () => new Promise<never>(() => {});

test("a picture comes as a data URI, however the card was changed in between", async () => {
  const picturesOf = createPicturesOf(drawSample, recordingLog());
  const pictureOf = await picturesOf(cardOf(samplePicture));
  expect(pictureOf(structuredClone(samplePicture))).toBe(SAMPLE_URI);
  expect(pictureOf(heatMap)).toBeUndefined();
});

test("bytes in the middle of a larger buffer are the picture's alone", async () => {
  const around = Buffer.concat([Buffer.from("before"), samplePng().png, Buffer.from("after")]);
  const png = around.subarray("before".length, around.length - "after".length);
  const picturesOf = createPicturesOf(async () => ({ ...samplePng(), png }), recordingLog());
  expect((await picturesOf(cardOf(samplePicture)))(samplePicture)).toBe(SAMPLE_URI);
});

test("without somebody who draws, or without pictures, nothing is drawn", async () => {
  const asked: Picture[] = [];
  const picturesOf = createPicturesOf(async (picture) => {
    asked.push(picture);
    return samplePng();
  }, recordingLog());
  expect((await picturesOf(sampleCard("x")))(samplePicture)).toBeUndefined();
  expect(asked).toEqual([]);
  const log = recordingLog();
  expect((await createPicturesOf(undefined, log)(cardOf(samplePicture)))(samplePicture)).toBeUndefined();
  expect(log.lines).toEqual([]);
});

test.each<readonly [string, DrawPicture, string]>([
  ["cannot be drawn", refused, "it cannot be drawn (TypeError)"],
  [
    "breaks at once",
    () => {
      throw new RangeError("x");
    },
    "it cannot be drawn (RangeError)",
  ],
  ["is never finished", never, "it was not drawn in time"],
  ["has 200 kB", async () => samplePng(200_000), "it has more than 20000 bytes"],
  ["is something else", async () => ({ ...samplePng(), png: Buffer.from("<svg/>") }), "it is no PNG"],
  ["is empty", async () => ({ ...samplePng(), png: new Uint8Array() }), "it is no PNG"],
])("a picture that %s is left out, which is said once for each kind of picture", async (_, drawPicture, why) => {
  const log = recordingLog();
  const picturesOf = createPicturesOf(drawPicture, log);
  for (const card of [cardOf(samplePicture), cardOf(samplePicture), cardOf(heatMap)])
    expect((await picturesOf(card, 1))(samplePicture)).toBeUndefined();
  expect(log.lines.map(({ level, fields }) => ({ level, fields }))).toEqual([
    { level: "warn", fields: { picture: "pass-rate", why } },
    { level: "warn", fields: { picture: "heat-map", why } },
  ]);
  expect(JSON.stringify(log.lines)).not.toContain("secret");
});

test("a picture that is left out does not keep another from being shown", async () => {
  const picturesOf = createPicturesOf(
    (picture) => (picture.kind === "heat-map" ? never() : drawSample(picture)),
    recordingLog(),
  );
  const pictureOf = await picturesOf(cardOf(heatMap, samplePicture), 50);
  expect([pictureOf(heatMap), pictureOf(samplePicture)]).toEqual([undefined, SAMPLE_URI]);
});

test("the largest picture leaves room for words", async () => {
  const largest = 20_000 - samplePng().png.length;
  const picturesOf = createPicturesOf(async () => samplePng(largest), recordingLog());
  const words = { kind: "code", text: "w".repeat(5_000), weight: "core" } as const;
  const card = { ...cardOf(samplePicture), body: [pictureBlock, words] };
  const content = renderCard(card, undefined, await picturesOf(card));
  expect(JSON.stringify(content)).toContain("data:image/png;base64,");
  expect(JSON.stringify(content)).toContain("w".repeat(1_000));
  expect(messageBytes(content)).toBeLessThanOrEqual(80_000);
});
