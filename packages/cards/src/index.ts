export * from "./card.ts";
export * from "./line.ts";
