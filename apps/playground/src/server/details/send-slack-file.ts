import type { ServerResponse } from "node:http";
import { extname } from "node:path";
import type { SlackFile } from "@perfecto-bot/simulators/slack";
import { sendSentence } from "../http/send.ts";

const PICTURES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
};

/** Sends a file of Slack: pictures to look at, everything else to be saved. Opened by itself, it runs nothing. */
export function sendSlackFile(response: ServerResponse, file: SlackFile | undefined): void {
  if (file?.bytes === undefined) return sendSentence(response, 404, "The simulated Slack has no such file any more.");
  const picture = PICTURES[extname(file.name).toLowerCase()];
  response.setHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  response.writeHead(200, {
    "content-type": picture ?? "application/octet-stream",
    "content-length": file.bytes.byteLength,
    "cache-control": "private, max-age=3600",
    ...(picture === undefined ? { "content-disposition": "attachment" } : {}),
  });
  response.end(file.bytes);
}
