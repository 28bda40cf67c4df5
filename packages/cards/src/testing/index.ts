export * from "./arbitrary-builds.ts";
export * from "./drawings-of.ts";
export * from "./forms-of.ts";
export * from "./golden-answers.ts";
export * from "./golden-builds.ts";
export * from "./golden-files.ts";
