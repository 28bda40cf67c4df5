import type { DeliveryFailure, DrawnPicture } from "@perfecto-bot/pipeline";
import { explainError } from "../web-api/explain-error.ts";
import { CALL_TIMEOUT_MS } from "../web-api/web-client-options.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { uploadAddress } from "./upload-address.ts";

/** What came of an upload. */
export type UploadOutcome = { readonly kind: "uploaded"; readonly fileId: string } | DeliveryFailure;

/** How a file is called in Slack: its name, and the words above it when somebody looks at it in full size. */
export interface FileWords {
  readonly name: string;
  readonly title: string;
}

/**
 * Brings a picture to Slack as a file of the bot's that is shared nowhere: whoever sees a message that shows it sees it.
 * Needs `files:write`. Never rejects.
 * @see https://docs.slack.dev/messaging/working-with-files#upload
 * @see https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
 */
export async function uploadPicture(
  workspace: SlackWorkspace,
  { png }: Pick<DrawnPicture, "png">,
  { name, title }: FileWords,
  apiUrl?: string,
): Promise<UploadOutcome> {
  const { files } = workspace.client;
  let method = "files.getUploadURLExternal";
  try {
    const { upload_url: announced, file_id: fileId } = await files.getUploadURLExternal({
      filename: name,
      length: png.byteLength,
    });
    if (announced === undefined || fileId === undefined) return refused(name, "Slack named no place for it");
    const address = uploadAddress(announced, apiUrl);
    if (address === undefined) return refused(name, "Slack named a place for it that is not Slack's");
    const failure = await sendBytes(address, png, name);
    if (failure !== undefined) return failure;
    method = "files.completeUploadExternal";
    await files.completeUploadExternal({ files: [{ id: fileId, title }] });
    return { kind: "uploaded", fileId };
  } catch (error) {
    return explainError(error, { method, workspace: workspace.id, target: name, botName: workspace.botName }).failure;
  }
}

/** The address lets whoever has it put a file there, so no failure repeats it. */
async function sendBytes(address: URL, png: Uint8Array, name: string): Promise<DeliveryFailure | undefined> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: new Uint8Array(png),
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status === 200 ? undefined : refused(name, `its bytes were answered with HTTP ${response.status}`);
  } catch {
    return { kind: "unreachable", detail: `the file ${name} could not be sent to Slack: the connection broke` };
  }
}

function refused(name: string, why: string): DeliveryFailure {
  return { kind: "refused", detail: `the file ${name} could not be brought to Slack: ${why}` };
}
