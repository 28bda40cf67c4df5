export { findProgram } from "./find-program.ts";
export { installProgram, type InstallOutcome, type InstallPlan, type WantedProgram } from "./install-program.ts";
