/** What layout needs to know of a font. */
export interface Font {
  /** How far a character moves the pen, in parts of the font's size; undefined where the font has no such character. */
  readonly advanceOf: (codePoint: number) => number | undefined;
}

/** The tables of a font file that are read here, by their offset in it. */
type Tables = ReadonlyMap<string, number>;

/** Unicode, all planes, as a list of ranges. */
const WINDOWS_PLATFORM = 3;
const FULL_UNICODE = 10;

/**
 * Reads the widths of a TrueType file's characters.
 *
 * Tables: https://learn.microsoft.com/typography/opentype/spec/otff, character map (format 12):
 * https://learn.microsoft.com/typography/opentype/spec/cmap, widths: https://learn.microsoft.com/typography/opentype/spec/hmtx
 *
 * Throws where the file has no such tables.
 */
export function readFont(file: Uint8Array): Font {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = readTables(view);
  const unitsPerEm = view.getUint16(offsetOf(tables, "head") + 18);
  const widthCount = view.getUint16(offsetOf(tables, "hhea") + 34);
  const widths = offsetOf(tables, "hmtx");
  const glyphs = readGlyphs(view, offsetOf(tables, "cmap"));
  return {
    advanceOf: (codePoint) => {
      const glyph = glyphs.get(codePoint);
      // The last width holds for all glyphs after it.
      return glyph === undefined
        ? undefined
        : view.getUint16(widths + 4 * Math.min(glyph, widthCount - 1)) / unitsPerEm;
    },
  };
}

function readTables(view: DataView): Tables {
  const tables = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = 12 + 16 * index;
    const tag = [0, 1, 2, 3].map((at) => String.fromCodePoint(view.getUint8(record + at))).join("");
    tables.set(tag, view.getUint32(record + 8));
  }
  return tables;
}

function offsetOf(tables: Tables, tag: string): number {
  const offset = tables.get(tag);
  if (offset === undefined) throw new Error(`The font file has no table "${tag}": bring a TrueType file.`);
  return offset;
}

/** The number of the glyph of each character. */
function readGlyphs(view: DataView, cmap: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  const ranges = fullUnicode(view, cmap);
  for (let index = 0; index < view.getUint32(ranges + 12); index += 1) {
    const range = ranges + 16 + 12 * index;
    const [first, last, glyph] = [view.getUint32(range), view.getUint32(range + 4), view.getUint32(range + 8)];
    for (let codePoint = first; codePoint <= last; codePoint += 1) glyphs.set(codePoint, glyph + codePoint - first);
  }
  return glyphs;
}

function fullUnicode(view: DataView, cmap: number): number {
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const record = cmap + 4 + 8 * index;
    if (view.getUint16(record) === WINDOWS_PLATFORM && view.getUint16(record + 2) === FULL_UNICODE)
      return cmap + view.getUint32(record + 4);
  }
  throw new Error("The font file maps no full Unicode: bring one with a character map of format 12.");
}
