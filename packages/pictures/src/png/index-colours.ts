/** Pixels as places in a list of at most 256 colours. */
export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  /** One for each pixel, row by row. */
  readonly indexes: Uint8Array;
  /** Red, green and blue of each colour, one byte each. */
  readonly palette: Uint8Array;
}

/** Red, green and blue, each 0 to 255. */
type Colour = readonly [red: number, green: number, blue: number];

/** Squared distances that further colours keep from those chosen: next to nothing at first, then ever more. */
const FIRST_DISTANCE = 12;
const GROWTH = 1.5;

/**
 * Finds at most `mostColours` (up to 256) for an opaque image: its own if they are few enough. Else half of them are the
 * most frequent ones, which are plain surfaces, and the others are as far apart as it takes, each standing for those
 * near to it: what is lost are shades at edges.
 *
 * `rgba`: four bytes a pixel, row by row.
 */
export function indexColours(rgba: Uint8Array, width: number, height: number, mostColours: number): IndexedImage {
  const pixels = new Uint32Array(rgba.buffer.slice(rgba.byteOffset, rgba.byteOffset + 4 * width * height));
  const counts = new Map<number, number>();
  eachRun(pixels, (pixel, start, end) => counts.set(pixel, (counts.get(pixel) ?? 0) + end - start));
  const byFrequency = [...counts].toSorted(([, a], [, b]) => b - a).map(([pixel]) => pixel);
  const colours = byFrequency.map(colourOf);
  const palette = chooseColours(colours, mostColours);
  const indexOf = new Map(byFrequency.map((pixel, at) => [pixel, nearest(colours[at] ?? [0, 0, 0], palette)]));
  const indexes = new Uint8Array(pixels.length);
  eachRun(pixels, (pixel, start, end) => indexes.fill(indexOf.get(pixel) ?? 0, start, end));
  return { width, height, indexes, palette: Uint8Array.from(palette.flat()) };
}

/** Most pixels are as the one before them, so this has far fewer steps than there are pixels. */
function eachRun(pixels: Uint32Array, visit: (pixel: number, start: number, end: number) => void): void {
  let start = 0;
  for (let at = 1; at <= pixels.length; at += 1) {
    const pixel = pixels[start] ?? 0;
    if (pixels[at] === pixel) continue;
    visit(pixel, start, at);
    start = at;
  }
}

/** On machines of either byte order. */
function colourOf(pixel: number): Colour {
  const [red = 0, green = 0, blue = 0] = new Uint8Array(Uint32Array.of(pixel).buffer);
  return [red, green, blue];
}

function chooseColours(colours: readonly Colour[], most: number): readonly Colour[] {
  if (colours.length <= most) return colours;
  for (let apart = FIRST_DISTANCE; ; apart *= GROWTH) {
    const chosen = colours.slice(0, most / 2);
    for (const colour of colours) {
      if (chosen.every((other) => distance(colour, other) >= apart)) chosen.push(colour);
      if (chosen.length > most) break;
    }
    if (chosen.length <= most) return chosen;
  }
}

function nearest(colour: Colour, palette: readonly Colour[]): number {
  const distances = palette.map((other) => distance(colour, other));
  return distances.indexOf(Math.min(...distances));
}

function distance(a: Colour, b: Colour): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}
