import type { Card } from "@perfecto-bot/cards";
import type { BuildPicture, Conversation, Execution, JobBuildRef, RecordedExecution } from "@perfecto-bot/domain";
import type { WantedMessage } from "../ports/ledger.ts";

/** A conversation by its id. Characters that keys treat specially are on purpose. */
export function sampleConversation(id = "C 1:{x}/%"): Conversation {
  return { channel: "slack", workspace: "T1", id };
}

/** A build of a job. */
export const SAMPLE_REF: JobBuildRef = { kind: "job", lab: "acme: {1}", job: "Nightly / ✓", number: 45 };

/** An execution of the sample build as the picture keeps it. */
export function sampleRecord(id: string, answeredAtMs = 1_700_000_000_000): RecordedExecution {
  const execution: Execution = {
    lab: SAMPLE_REF.lab,
    id,
    name: `test ${id} "quoted" ✗ \u2028`,
    status: "FAILED",
    tags: [],
    platforms: [],
    videos: [],
    artifacts: [],
  };
  return { execution, firstSeenAtMs: answeredAtMs, answeredAtMs };
}

/** The same picture one revision later with some executions put in. */
export function withExecutions(picture: BuildPicture, records: readonly RecordedExecution[]): BuildPicture {
  const executions = new Map(picture.executions);
  for (const record of records) executions.set(record.execution.id, record);
  return { ...picture, revision: picture.revision + 1, executions };
}

/** A card with empty lists, which careless encodings lose. */
function sampleCard(title: string): Card {
  return {
    kind: "build",
    status: "failed",
    title: [{ kind: "text", text: title }],
    body: [{ kind: "list", rows: [], weight: "core" }],
    buttons: [],
    fallback: title,
  };
}

/** A wanted message whose content is its hash. */
export function sampleMessage(parts: Partial<WantedMessage> & { readonly name: string }): WantedMessage {
  const contentHash = parts.contentHash ?? "h1";
  return {
    conversation: sampleConversation(),
    topic: "j/acme/Nightly//45",
    card: sampleCard(contentHash),
    contentHash,
    revision: 1,
    progress: false,
    reason: "failed",
    ...parts,
  };
}
