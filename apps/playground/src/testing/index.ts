export type { PlaygroundState } from "../wire/playground-state.ts";
export { type CrowdedPage, startCrowdedPage } from "./start-crowded-page.ts";
