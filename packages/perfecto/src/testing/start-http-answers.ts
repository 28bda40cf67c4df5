import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A small HTTP server that answers as a test says, and remembers what it was asked. */
export interface HttpAnswers {
  readonly baseUrl: string;
  readonly requests: readonly IncomingMessage[];
  /** How the next request, and all after it, are answered. */
  answer(handle: RequestListener): void;
  stop(): Promise<void>;
}

/** Starts it on a free port; until told otherwise it answers an empty report. */
export async function startHttpAnswers(): Promise<HttpAnswers> {
  const requests: IncomingMessage[] = [];
  let handle = answerEmpty;
  const server = createServer((request, response) => {
    requests.push(request);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The test server listens on no port");
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    requests,
    answer: (next) => {
      handle = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** No executions, all processed. */
export const emptyReport = { resources: [], metadata: { processingStatus: "PROCESSING_COMPLETE", truncated: false } };

const answerEmpty: RequestListener = (_request, response) => sendJson(response, emptyReport);

/** Answers JSON. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(value));
}
