export { type LabSimulator, type LabSimulatorOptions, startLabSimulator } from "./start-lab-simulator.ts";
export { defaultLabSettings, type LabSettings } from "./lab-settings.ts";
export type { RepeatedJobName } from "./select-executions.ts";
export type { LabExecution } from "./lab-execution.ts";
export type { AnswerFault, FaultBehaviour, LabFault, ListingFault, TransportFault } from "./lab-fault.ts";
export type { AddedFault, FaultBook } from "./fault-book.ts";
export type { LabRequest, LabTarget } from "./lab-request.ts";
export type { LoggedRequest, RequestLog } from "./request-log.ts";
export type { ExecutionFilters } from "./parse-filters.ts";
export { vendorSampleCommands, vendorSampleExecutions, vendorSampleLabExecutions } from "./vendor-samples.ts";
export type { ApiVersion, WireCommandsAnswer, WireExecutionsAnswer } from "./wire-answer.ts";
export type { WireCommand, WireCommandData, WireCommandsV1, WireStep } from "./wire-commands.ts";
export type {
  WireArtifact,
  WireExecution,
  WireJob,
  WireMobileInfo,
  WireNamedValue,
  WirePlatform,
  WireVideo,
} from "./wire-execution.ts";
export type { BuildPlan, RangeMs } from "./generate/build-plan.ts";
export { generateBuild } from "./generate/generate-build.ts";
export { generateJobs, jobNames, type JobsPlan } from "./generate/generate-jobs.ts";
export { typedPassword } from "./generate/generate-steps.ts";
export {
  type CatalogPlatform,
  platformCatalog,
  type PlatformKind,
  platformsOfKinds,
} from "./generate/platform-catalog.ts";
export { type SeededRandom, seededRandom } from "./generate/seeded-random.ts";
export { type BuildRequest, type LabPlay, type LabPlayOptions, playLab } from "./play/play-lab.ts";
export type { LabEvent } from "./play/lab-event.ts";
export { type ScenarioJob, scenarioJobs } from "./play/scenario-jobs.ts";
