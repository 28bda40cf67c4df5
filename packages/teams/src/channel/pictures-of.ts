import { picturesIn, type Card, type Picture, type PictureOf } from "@perfecto-bot/cards";
import type { DrawPicture } from "@perfecto-bot/pipeline";
import type { TeamsLog } from "../teams-log.ts";

/**
 * Draws the pictures of a card, and gives them up after `withinMs`, at most {@link DRAW_WITHIN_MS}: the card goes without those
 * that are not there. Never rejects.
 */
export type PicturesOf = (card: Card, withinMs?: number) => Promise<PictureOf>;

/** How long a card waits for its pictures. */
const DRAW_WITHIN_MS = 8_000;
/**
 * The largest PNG that is tried. As base64, counted as UTF-16, it takes two thirds of the 80 KB that a message may have, so
 * that a card's words have room beside it.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
const MOST_PNG_BYTES = 20_000;
/** @see https://www.w3.org/TR/png-3/#3PNGsignature */
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What came of drawing a picture. */
type Drawn = { readonly kind: "drawn"; readonly uri: string } | { readonly kind: "left-out"; readonly why: string };

/**
 * Brings pictures into cards as data URIs, so that nobody has to fetch them. Without `drawPicture` there are none. Why
 * pictures are left out is logged once for each kind of picture and reason.
 * @see https://adaptivecards.io/explorer/Image.html
 */
export function createPicturesOf(drawPicture: DrawPicture | undefined, log: TeamsLog): PicturesOf {
  const told = new Set<string>();

  function tell(picture: Picture, why: string): void {
    const what = `${picture.kind}: ${why}`;
    if (told.has(what)) return;
    told.add(what);
    log.warn({ picture: picture.kind, why }, "a picture is left out; this is said once");
  }

  return async (card, withinMs = DRAW_WITHIN_MS) => {
    const pictures = picturesIn(card);
    if (drawPicture === undefined || pictures.length === 0) return () => undefined;
    const uris = new Map<string, string>();
    const drawing = pictures.map(async (picture) => {
      const drawn = await within(draw(picture, drawPicture), Math.min(withinMs, DRAW_WITHIN_MS));
      if (drawn.kind === "drawn") uris.set(JSON.stringify(picture), drawn.uri);
      else tell(picture, drawn.why);
    });
    await Promise.all(drawing);
    return (picture) => uris.get(JSON.stringify(picture));
  };
}

async function draw(picture: Picture, drawPicture: DrawPicture): Promise<Drawn> {
  try {
    const { byteLength, buffer, byteOffset } = (await drawPicture(picture)).png;
    const png = Buffer.from(buffer, byteOffset, byteLength);
    if (!png.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return { kind: "left-out", why: "it is no PNG" };
    if (png.length > MOST_PNG_BYTES) return { kind: "left-out", why: `it has more than ${MOST_PNG_BYTES} bytes` };
    return { kind: "drawn", uri: `data:image/png;base64,${png.toString("base64")}` };
  } catch (error) {
    return { kind: "left-out", why: `it cannot be drawn (${error instanceof Error ? error.name : typeof error})` };
  }
}

async function within(drawing: Promise<Drawn>, ms: number): Promise<Drawn> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Drawn>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms), { kind: "left-out", why: "it was not drawn in time" });
  });
  try {
    return await Promise.race([drawing, late]);
  } finally {
    clearTimeout(timer);
  }
}
