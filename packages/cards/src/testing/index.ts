export * from "./drawings-of.ts";
export * from "./forms-of.ts";
export * from "./golden-answers.ts";
