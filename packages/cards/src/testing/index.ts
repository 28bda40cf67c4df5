export * from "./golden-answers.ts";
