import type { IncomingMessage } from "node:http";

/** The body as text; undefined where it is longer than `most` bytes. Rejects where the sender went away. */
export async function readBody(request: IncomingMessage, most: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!(chunk instanceof Uint8Array)) continue;
    length += chunk.byteLength;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
