import type { IncomingMessage } from "node:http";

/** The body of a request, or why there is none. */
export type BodyAnswer =
  | { readonly kind: "body"; readonly text: string }
  | { readonly kind: "too-large" }
  | { readonly kind: "cut-off" };

/**
 * Reads a body up to a limit. One that says it is larger is not read at all; of one that turns out larger the rest is
 * left unread, so that the caller should close the connection with its answer.
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<BodyAnswer> {
  if (Number(request.headers["content-length"] ?? 0) > limitBytes) return { kind: "too-large" };
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (answer: BodyAnswer): void => {
      request.off("data", take).pause();
      resolve(answer);
    };
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > limitBytes) end({ kind: "too-large" });
      else chunks.push(chunk);
    };
    request.on("data", take);
    request.once("end", () => end({ kind: "body", text: Buffer.concat(chunks).toString("utf8") }));
    request.once("error", () => end({ kind: "cut-off" }));
    request.once("close", () => end({ kind: "cut-off" }));
  });
}
