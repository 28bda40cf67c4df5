import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Secret } from "@perfecto-bot/domain";
import { Pool } from "undici";
import type { HttpAnswer } from "./classify-answer.ts";

/** Time limits of one request, in milliseconds. */
export interface TimeLimits {
  readonly connectMs: number;
  /** Until the answer begins. */
  readonly headersMs: number;
  /** Between two pieces of the answer. */
  readonly bodyMs: number;
  /** From sending to the end of the answer. */
  readonly totalMs: number;
  /** The same where a person waits, who asks again. */
  readonly questionMs: number;
}

/** HTTP to one origin. */
export interface Connection {
  /** Sends one GET; `isAwaited` where a person waits for it. Rejects with what the HTTP client throws. */
  readonly get: (pathAndQuery: string, signal: AbortSignal, isAwaited?: boolean) => Promise<HttpAnswer>;
  /** Breaks off what is under way. */
  readonly close: () => Promise<void>;
}

const mebibyte = 1024 * 1024;
const maxWireBytes = 32 * mebibyte;
const maxPlainBytes = 64 * mebibyte;
const unzip = promisify(gunzip);

/**
 * A pool of connections to the lab's own origin. The token goes into a header of requests to this origin and nowhere
 * else: paths are appended to it, and a redirect is an answer like any other.
 *
 * Header: https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm.
 * Bodies are unzipped here, because undici's own interceptor for it is experimental and says so on the console.
 */
export function openConnection(options: {
  readonly origin: string;
  readonly token: Secret;
  readonly connections: number;
  readonly limits: TimeLimits;
  readonly userAgent: string;
}): Connection {
  const { limits } = options;
  const pool = new Pool(options.origin, {
    allowH2: false,
    pipelining: 1,
    connections: options.connections,
    connect: { timeout: limits.connectMs },
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
    keepAliveTimeout: 30_000,
    keepAliveMaxTimeout: 60_000,
    maxResponseSize: maxWireBytes,
  });

  return {
    get: async (pathAndQuery, signal, isAwaited = false) => {
      const withinMs = isAwaited ? limits.questionMs : limits.totalMs;
      const answer = await pool.request({
        method: "GET",
        path: pathAndQuery,
        headers: {
          "PERFECTO-AUTHORIZATION": options.token.reveal(),
          "user-agent": options.userAgent,
          accept: "application/json",
          "accept-encoding": "gzip",
        },
        signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
      });
      const sent = Buffer.from(await answer.body.arrayBuffer());
      const zipped = /^(?:x-)?gzip$/iu.test(first(answer.headers["content-encoding"]) ?? "");
      const plain = zipped && sent.length > 0 ? await unzip(sent, { maxOutputLength: maxPlainBytes }) : sent;
      return {
        status: answer.statusCode,
        text: new TextDecoder().decode(plain),
        retryAfter: first(answer.headers["retry-after"]),
        location: first(answer.headers["location"]),
      };
    },
    close: () => pool.destroy(),
  };
}

function first(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === "string" ? header : header?.[0];
}
