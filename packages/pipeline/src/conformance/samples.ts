import type { Card } from "@perfecto-bot/cards";
import type { BuildPicture, Conversation, Execution, JobBuildRef, RecordedExecution } from "@perfecto-bot/domain";
import type { Ledger, LedgerChange, Lease, RecordOutcome, WantedMessage } from "../ports/ledger.ts";

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
    progress: false,
    reason: "failed",
    ...parts,
  };
}

/** Makes messages wanted beside what is wanted already, and answers the conversations that have mail of them. */
export async function want(
  ledger: Ledger,
  messages: readonly WantedMessage[],
  nowMs: number,
  withdraw: readonly string[] = [],
): Promise<readonly Conversation[]> {
  const withMail: Conversation[] = [];
  for (const group of Map.groupBy(messages, placeOf).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { conversation, topic } = first;
    const { version } = await ledger.topic(conversation, topic);
    const outcome = await ledger.project({ conversation, topic, seen: version, messages: group, withdraw }, nowMs);
    if (outcome.kind === "projected" && outcome.hasMail) withMail.push(conversation);
  }
  return withMail;
}

/** Writes a message's state onto the one it has. */
export async function write(
  ledger: Ledger,
  lease: Lease,
  message: Pick<WantedMessage, "topic" | "name">,
  change: LedgerChange,
): Promise<RecordOutcome> {
  const known = [
    ...(await ledger.mail(lease.conversation, 1_000)).map(({ entry }) => entry),
    ...(await ledger.deadLetters(lease.conversation, 1_000)),
  ];
  const found = known.find(({ wanted }) => wanted.topic === message.topic && wanted.name === message.name);
  return ledger.record(lease, { wanted: message, version: found?.version ?? 0 }, change);
}

/** Takes a lane. @throws {Error} where somebody has it */
export async function hold(ledger: Ledger, conversation = sampleConversation()): Promise<Lease> {
  const lease = await ledger.acquire(conversation, 60_000);
  if (lease === undefined) throw new Error("somebody has the lane");
  return lease;
}

function placeOf({ conversation, topic }: WantedMessage): string {
  return JSON.stringify([conversation, topic]);
}
