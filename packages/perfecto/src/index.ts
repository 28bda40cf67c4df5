export type { ConnectedLab, LabProbe } from "./connected-lab.ts";
export { createLab } from "./create-lab.ts";
export type { LabOptions } from "./lab-options.ts";
export { type LabBase, parseLabBase } from "./links/lab-base.ts";
export { labBaseUrl } from "./links/lab-base-url.ts";
export { parseReportLink, type ReportLink } from "./links/parse-report-link.ts";
export type { OddityKind, OnOddity } from "./oddity.ts";
export { type ExecutionsPage, parseExecutionsPage, type Processing } from "./wire/parse-executions-page.ts";
export type { WireContext } from "./wire/wire-context.ts";
