import type { Execution, ExecutionStatus } from "@perfecto-bot/domain";
import { reportUrl } from "../links/report-url.ts";
import { asList } from "./as-list.ts";
import { asRecord } from "./as-record.ts";
import { asText } from "./as-text.ts";
import { normaliseArtifact } from "./normalise-artifact.ts";
import { normaliseJob } from "./normalise-job.ts";
import { normaliseLink } from "./normalise-link.ts";
import { normaliseParameters } from "./normalise-parameters.ts";
import { normalisePlatform } from "./normalise-platform.ts";
import { normaliseSpan } from "./normalise-span.ts";
import { normaliseVideo } from "./normalise-video.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { WireContext } from "./wire-context.ts";

/**
 * One entry of `resources` of the executions report, or undefined where it has no id to know it by. Never throws, and
 * never loses an entry that has one, whatever else it holds.
 *
 * Fields: https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm;
 * `message`, `failureReasonName` and `automationFramework` are read by the vendor's own tools
 * (https://github.com/PerfectoMobileSA/PerfectoActions).
 */
export function normaliseExecution(raw: unknown, context: WireContext): Execution | undefined {
  const resource = asRecord(raw);
  const id = asText(resource?.["id"]);
  if (!resource || id === undefined) {
    context.note("no-id");
    return undefined;
  }
  const { startedAtMs, endedAtMs } = normaliseSpan(resource, context);
  return omitUndefined({
    lab: context.lab,
    id,
    name: asText(resource["name"]) ?? "Unnamed test",
    parameters: normaliseParameters(resource["parameters"], context),
    status: normaliseStatus(resource["status"], context),
    externalId: asText(resource["externalId"]),
    owner: asText(resource["owner"]),
    startedAtMs,
    endedAtMs,
    job: normaliseJob(resource["job"], context),
    project: normaliseProject(resource["project"]),
    tags: collect(resource["tags"], asText, context),
    platforms: collect(resource["platforms"], normalisePlatform, context),
    videos: collect(resource["videos"], normaliseVideo, context),
    artifacts: collect(resource["artifacts"], normaliseArtifact, context),
    message: asText(resource["message"]),
    reason: asText(resource["failureReasonName"]),
    framework: asText(resource["automationFramework"]),
    reportUrl: normaliseLink(resource["reportURL"], context) ?? reportUrl(context.base, id),
  });
}

function normaliseStatus(value: unknown, context: WireContext): ExecutionStatus {
  const status = asText(value)?.trim().toUpperCase() ?? "";
  switch (status) {
    case "PASSED":
    case "FAILED":
    case "BLOCKED":
    case "UNKNOWN":
      return status;
    default:
      context.note("status");
      return "UNKNOWN";
  }
}

function normaliseProject(raw: unknown): { name: string; version?: string } | undefined {
  const project = asRecord(raw);
  const name = asText(project?.["name"]);
  return name === undefined ? undefined : omitUndefined({ name, version: asText(project?.["version"]) });
}

function collect<T>(
  value: unknown,
  normalise: (entry: unknown, context: WireContext) => T | undefined,
  context: WireContext,
): readonly T[] {
  const kept: T[] = [];
  for (const entry of asList(value, context)) {
    const normal = normalise(entry, context);
    if (normal !== undefined) kept.push(normal);
  }
  return kept;
}
