export { fetchExecutions, MOST_ASKS, MOST_ROWS, type FetchRequest, type LabAsk } from "./ask/fetch-executions.ts";
export { fetchKey } from "./ask/fetch-key.ts";
export type { Fetched, FetchProgress, LabOutcome, OnRows, StopReason } from "./ask/fetched.ts";
export { findBuilds, type FindBuildsRequest, type FoundBuilds } from "./ask/find-builds.ts";
export { labQueries, meantJobs, type KnownLab } from "./ask/lab-query.ts";
export type * from "./desk/ask/answer.ts";
export { answerQuestion } from "./desk/ask/answer-question.ts";
export type { AskOptions, AskParts } from "./desk/ask/ask-parts.ts";
export { loadBuild, type BuildAsked, type LoadedBuild, type RememberedBuilds } from "./ask/load-build.ts";
export {
  createFetchSharing,
  type BeginFetch,
  type FetchAsker,
  type ShareFetches,
  type SharingLimits,
} from "./ask/share-fetches.ts";
export { createDesk } from "./desk/create-desk.ts";
export type { DeskParts, ReportLink } from "./desk/desk-parts.ts";
export { heedFinding } from "./desk/heed-finding.ts";
export { pauseUnreachable } from "./desk/happened.ts";
export { decideDelivery, type DeliveryDecision } from "./deliver/decide-delivery.ts";
export { deliver, LEASE_MS } from "./deliver/deliver.ts";
export type { DeliveryFinding } from "./deliver/delivery-finding.ts";
export type { DeliveryNews, DeliveryParts, Trouble } from "./deliver/delivery-parts.ts";
export { openRefusalBook, type RefusalBook } from "./deliver/refusal-book.ts";
export { createInFlight, type InFlight } from "./in-flight.ts";
export { keepDiscovering, keepGoing, type KeepGoingParts } from "./keep-going.ts";
export { NO_FACTS, type BuildFacts } from "./plan/build-facts.ts";
export { planBuild, type Plan } from "./plan/plan-build.ts";
export type { PlanInput } from "./plan/planner.ts";
export { readFacts } from "./plan/read-facts.ts";
export { planChangedBuild, type PlanningParts } from "./plan/plan-changed-build.ts";
export { ciSaid, type CiOutcome, type CiReport } from "./poll/ci-said.ts";
export { discover } from "./poll/discover.ts";
export type { PollNews, PollParts } from "./poll/poll-parts.ts";
export { track } from "./poll/track.ts";
export * from "./ports/answer-memory.ts";
export * from "./ports/channel.ts";
export * from "./ports/clock.ts";
export * from "./ports/desk.ts";
export * from "./ports/draw-picture.ts";
export * from "./ports/history-store.ts";
export * from "./ports/lab.ts";
export * from "./ports/lab-health.ts";
export * from "./ports/ledger.ts";
export * from "./ports/notebook.ts";
export * from "./ports/once.ts";
export * from "./ports/picture-store.ts";
export * from "./ports/rate-budget.ts";
export * from "./ports/set-aside.ts";
export * from "./ports/signals.ts";
export * from "./ports/store-error.ts";
export * from "./ports/subscription-store.ts";
export * from "./ports/vault.ts";
export * from "./ports/work-schedule.ts";
export { SET_ASIDE_AFTER } from "./schedule/decide-retry.ts";
export { retryFailedWork, retryMail, type RetryParts } from "./schedule/retry-failed.ts";
export { runScheduled, type ScheduledParts, type WorkTrouble } from "./schedule/run-scheduled.ts";
