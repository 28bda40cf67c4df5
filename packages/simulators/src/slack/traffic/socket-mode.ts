import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import type { JsonValue } from "../json-value.ts";
import { objectOf, parseJson, stringOf } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import type { AppRequest, AppTransport, Receipt } from "./delivery.ts";

const envelopeTypes = {
  event: "events_api",
  command: "slash_commands",
  interactive: "interactive",
  options: "interactive",
};

type Acknowledge = (outcome: { readonly payload?: JsonValue } | "connection-lost") => void;

/** Why Slack asks an app to connect anew. @see https://docs.slack.dev/apis/events-api/using-socket-mode */
export type DisconnectReason = "refresh_requested" | "warning" | "link_disabled";

/**
 * Slack's side of Socket Mode: up to ten connections, each payload to one of them.
 *
 * @see https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export class SocketMode implements AppTransport {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly tickets = new Set<string>();
  private readonly connections: WebSocket[] = [];
  private readonly waiting = new Map<string, { readonly connection: WebSocket; readonly acknowledge: Acknowledge }>();
  private readonly appId: string;
  private turn = 0;
  private readonly heartbeat: NodeJS.Timeout;

  constructor(appId: string) {
    this.appId = appId;
    // Clients drop a connection that Slack does not ping.
    this.heartbeat = setInterval(() => this.connections.forEach((connection) => connection.ping()), 5_000).unref();
  }

  /** How many connections are open. */
  get connected(): number {
    return this.connections.length;
  }

  /** A path that opens one connection, once. */
  issuePath(): string {
    const ticket = crypto.randomUUID();
    this.tickets.add(ticket);
    return `/link/?ticket=${ticket}&app_id=${this.appId}`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const address = new URL(request.url ?? "/", "http://localhost");
    const known = address.pathname === "/link/" && this.tickets.delete(address.searchParams.get("ticket") ?? "");
    if (!known || this.connections.length >= LIMITS.socketConnections) {
      socket.end(`HTTP/1.1 ${known ? 429 : 401} Refused\r\nconnection: close\r\n\r\n`);
      return;
    }
    this.server.handleUpgrade(request, socket, head, (connection) => this.welcome(connection));
  }

  /** Sends to the connections in turn, and waits for the acknowledgement. */
  async send(request: AppRequest, timeoutMs: number): Promise<Receipt> {
    const connection = this.connections[this.turn++ % Math.max(1, this.connections.length)];
    const started = performance.now();
    const failed = (timedOut: boolean): Receipt => ({
      acknowledged: false,
      ackMs: performance.now() - started,
      timedOut,
      failure: timedOut ? "timeout" : "connection_failed",
    });
    if (connection === undefined) return failed(false);

    const envelopeId = crypto.randomUUID();
    const envelope = {
      envelope_id: envelopeId,
      payload: request.body,
      type: envelopeTypes[request.kind],
      accepts_response_payload: request.kind !== "event",
      ...(request.retry ? { retry_attempt: request.retry.num, retry_reason: request.retry.reason } : {}),
    };
    const { promise, resolve } = Promise.withResolvers<Receipt>();
    const timer = setTimeout(() => resolve(failed(true)), timeoutMs);
    const acknowledge: Acknowledge = (outcome) =>
      resolve(
        outcome === "connection-lost"
          ? failed(false)
          : { acknowledged: true, ackMs: performance.now() - started, timedOut: false, ...outcome },
      );
    this.waiting.set(envelopeId, { connection, acknowledge });
    connection.send(JSON.stringify(envelope));
    return promise.finally(() => {
      clearTimeout(timer);
      this.waiting.delete(envelopeId);
    });
  }

  /** Asks every connected app process to connect anew, as Slack does every few hours. */
  requestDisconnect(reason: DisconnectReason): void {
    const message = JSON.stringify({ type: "disconnect", reason, debug_info: { host: "simulator" } });
    for (const connection of this.connections) connection.send(message);
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const connection of this.connections.slice()) connection.terminate();
  }

  /** Closes every connection with a proper handshake, and cuts those that do not answer it. */
  async stop(): Promise<void> {
    clearInterval(this.heartbeat);
    const closing = this.connections.map(async (connection) => {
      const impatience = setTimeout(() => connection.terminate(), 500);
      const closed = once(connection, "close");
      connection.close(1001);
      await closed;
      clearTimeout(impatience);
    });
    await Promise.all(closing);
    this.server.close();
  }

  private welcome(connection: WebSocket): void {
    this.connections.push(connection);
    connection.on("message", (data: Buffer) => this.receive(data.toString()));
    connection.on("error", () => connection.terminate());
    connection.on("close", () => {
      this.connections.splice(this.connections.indexOf(connection), 1);
      for (const waiter of this.waiting.values()) {
        if (waiter.connection === connection) waiter.acknowledge("connection-lost");
      }
    });
    const hello = {
      type: "hello",
      num_connections: this.connections.length,
      connection_info: { app_id: this.appId },
      debug_info: { host: "simulator", build_number: 1, approximate_connection_time: 18_060 },
    };
    connection.send(JSON.stringify(hello));
  }

  private receive(text: string): void {
    const message = objectOf(parseJson(text));
    const waiter = this.waiting.get(stringOf(message["envelope_id"]));
    const { payload } = message;
    const isEmpty = payload === undefined || Object.keys(objectOf(payload)).length === 0;
    waiter?.acknowledge(isEmpty && typeof payload !== "string" ? {} : { payload: payload ?? null });
  }
}
