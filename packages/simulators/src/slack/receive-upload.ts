import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Faults } from "./faults.ts";
import { readBody, sendText } from "./http-exchange.ts";
import { isCarriedOut, misbehave } from "./web-api/misbehave.ts";
import type { SlackWorld } from "./world/slack-world.ts";

/** What taking uploads needs of the simulator. */
export interface UploadServer {
  readonly world: SlackWorld;
  readonly faults: Faults;
  /** Ends the waits of slow answers when the simulator stops. */
  readonly stopping: AbortSignal;
}

interface Outcome {
  readonly status: number;
  readonly text: string;
}

/**
 * Takes a file's bytes, raw or as a form, at the address files.getUploadURLExternal gave: once, and exactly as many as
 * were announced. Slack documents that anything but 200 is a failure, not which one: statuses and words are the
 * stand-in's own.
 *
 * @see https://docs.slack.dev/reference/methods/files.getUploadURLExternal
 */
export const receiveUpload = async (
  { world, faults, stopping }: UploadServer,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> => {
  const body = await readBody(request);
  const id = path.split("/").at(-1) ?? "";
  const fault = faults.strike("upload", { id });
  const carryOut = (): Promise<Outcome> => store(world, id, request, body);
  if (fault !== undefined && fault.kind !== "slow") {
    if (isCarriedOut(fault)) await carryOut();
    // Uploads are answered in plain text, so that an error is no JSON.
    if (fault.kind === "error") sendText(response, 400, fault.error);
    else misbehave(response, fault);
    return;
  }
  if (fault) await delay(fault.delayMs, undefined, { signal: stopping }).catch(() => undefined);
  const { status, text } = await carryOut();
  sendText(response, status, text);
};

const store = async (
  world: SlackWorld,
  id: string,
  { method, headers }: IncomingMessage,
  body: Buffer,
): Promise<Outcome> => {
  const file = world.files.get(id);
  if (file === undefined) return { status: 404, text: "file_not_found" };
  if (method !== "POST") return { status: 405, text: "method_not_allowed" };
  if (file.bytes !== undefined) return { status: 410, text: "upload_url_used" };
  const contentType = headers["content-type"] ?? "";
  let bytes = new Uint8Array(body);
  if (contentType.startsWith("multipart/form-data")) {
    const form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
    const part = [...form.values()].find((value) => typeof value !== "string");
    if (part === undefined) return { status: 400, text: "no_file_data" };
    bytes = new Uint8Array(await part.arrayBuffer());
  }
  if (bytes.length !== file.length) return { status: 400, text: "length_mismatch" };
  file.bytes = bytes;
  return { status: 200, text: `OK - ${bytes.length}` };
};
