/** Pixels of CSS: the width a picture is laid out for. Chats show it at 300 (a phone) to 600. */
export const WIDTH_PX = 480;
/** Shown 300 px wide on a phone, this is still 10 px. */
export const TEXT_PX = 16;
/** For numbers and what stands in rows: 9 px there. */
export const SMALL_TEXT_PX = 15;
/** Between the edge and what is drawn. */
export const PADDING_PX = 16;
/** The family the bundled font files name themselves. */
export const FONT_FAMILY = "Inter";

/** Light, but not glaring in a dark chat; its own ground everywhere. */
export const GROUND = "#f3f4f7";
export const EDGE = "#c9ced6";
export const GRID_LINE = "#d9dde3";
export const TEXT = "#1f2733";
export const MUTED_TEXT = "#525c69";

/** A line's colour and the sign on it, which tells the lines apart where colours do not. */
export interface LineLook {
  readonly colour: string;
  readonly symbol: "circle" | "rect" | "triangle" | "diamond" | "emptyCircle";
  readonly widthPx: number;
}

export const OVERALL_LOOK: LineLook = { colour: TEXT, symbol: "circle", widthPx: 3.5 };

/** After Okabe and Ito's palette for all kinds of colour vision (https://jfly.uni-koeln.de/color/), a little darker. */
export const PART_LOOKS: readonly LineLook[] = [
  { colour: "#0072b2", symbol: "rect", widthPx: 1.75 },
  { colour: "#c95500", symbol: "triangle", widthPx: 1.75 },
  { colour: "#00835f", symbol: "diamond", widthPx: 1.75 },
  { colour: "#a8467f", symbol: "emptyCircle", widthPx: 1.75 },
];

/** A cell's colour, and a colour for its number that stands out from it. */
export interface CellLook {
  readonly fill: string;
  readonly text: string;
}

export const NOT_RUN_LOOK: CellLook = { fill: "#e1e4e9", text: MUTED_TEXT };
export const NONE_FAILED_LOOK: CellLook = { fill: "#d3ebe7", text: TEXT };
export const BLOCKED_LOOK: CellLook = { fill: "#bccbf2", text: TEXT };
/** By the share that failed: up to a quarter, a half, three quarters, nearly all, all. */
export const FAILED_LOOKS: readonly CellLook[] = [
  { fill: "#f9d5cc", text: TEXT },
  { fill: "#f4ac9c", text: TEXT },
  { fill: "#e97c6b", text: TEXT },
  { fill: "#c93c31", text: "#ffffff" },
  { fill: "#8f1420", text: "#ffffff" },
];
