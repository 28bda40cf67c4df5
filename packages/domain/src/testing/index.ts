export * from "./a-picture.ts";
export * from "./a-recorded-execution.ts";
export * from "./a-subscription.ts";
export * from "./an-execution.ts";
export * from "./arbitrary-answers.ts";
