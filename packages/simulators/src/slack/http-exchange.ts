import type { IncomingMessage, ServerResponse } from "node:http";
import type { JsonObject } from "./json-value.ts";

/** Reads a request's body whole. */
export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Answers with JSON. */
export const sendJson = (
  response: ServerResponse,
  status: number,
  body: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers })
    .end(JSON.stringify(body));
};

/** Answers with text or a page. */
export const sendText = (response: ServerResponse, status: number, body: string, type = "text/plain"): void => {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8` }).end(body);
};
