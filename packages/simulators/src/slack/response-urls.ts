import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendJson, sendText } from "./http-exchange.ts";
import type { JsonObject } from "./json-value.ts";
import { isJsonObject, parseJson } from "./json-value.ts";
import { LIMITS } from "./limits.ts";
import { SlackApiError } from "./web-api/api-error.ts";
import { CallArguments } from "./web-api/call-arguments.ts";
import { readContent, requireSomething } from "./web-api/message-content.ts";
import type { ResponseUrlSnapshot } from "./snapshot/slack-snapshot.ts";
import type { Channel, StoredMessage } from "./world/channel.ts";
import type { EphemeralMessage, Workspace } from "./world/entities.ts";
import type { SlackWorld } from "./world/slack-world.ts";

/** What a response_url answers to. */
export interface ResponseTarget {
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly userId: string;
  /** The message that was acted on, if one was. */
  readonly message?: StoredMessage | EphemeralMessage;
}

/**
 * The response_urls handed out with commands and clicks: five uses in thirty minutes each, no membership needed.
 * The bodies of refusals (`used_url`, `expired_url`, `invalid_blocks`) and their status are not documented by Slack; they
 * are what apps report seeing.
 *
 * @see https://github.com/slackapi/java-slack-sdk/issues/1349
 * @see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export class ResponseUrls {
  private readonly issued = new Map<
    string,
    { readonly target: ResponseTarget; readonly issuedAt: number; uses: number }
  >();
  private readonly world: SlackWorld;
  private readonly baseUrl: () => string;

  constructor(world: SlackWorld, baseUrl: () => string) {
    this.world = world;
    this.baseUrl = baseUrl;
  }

  issue(target: ResponseTarget): string {
    const path = `/commands/${target.workspace.id}/${this.world.identifiers.secret("")}`;
    this.issued.set(path, { target, issuedAt: this.world.now(), uses: 0 });
    return this.baseUrl() + path;
  }

  /** Those that may still be used. */
  usable(): readonly ResponseUrlSnapshot[] {
    const alive = [...this.issued].filter(
      ([, { issuedAt, uses }]) =>
        this.world.now() - issuedAt <= LIMITS.responseUrlLifetimeMs && uses < LIMITS.responseUrlUses,
    );
    return alive.map(([path, { target, issuedAt, uses }]) => ({
      path,
      teamId: target.workspace.id,
      channelId: target.channel.id,
      userId: target.userId,
      ...(target.message ? { messageTs: target.message.ts } : {}),
      issuedAt,
      uses,
    }));
  }

  /** Takes up what was issued before. What leads to a place that is gone stays unknown. */
  restore(urls: readonly ResponseUrlSnapshot[]): void {
    for (const { path, teamId, channelId, userId, messageTs, issuedAt, uses } of urls) {
      const [workspace, channel] = [this.world.workspaces.get(teamId), this.world.channels.get(channelId)];
      if (workspace === undefined || channel === undefined) continue;
      const message =
        messageTs === undefined
          ? undefined
          : (channel.find(messageTs) ?? this.world.ephemerals.find(({ ts }) => ts === messageTs));
      const target = { workspace, channel, userId, ...(message ? { message } : {}) };
      this.issued.set(path, { target, issuedAt, uses });
    }
  }

  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const body = parseJson((await readBody(request)).toString());
    const entry = this.issued.get(path);
    if (entry === undefined) return sendJson(response, 404, { ok: false, error: "invalid_url" });
    if (this.world.now() - entry.issuedAt > LIMITS.responseUrlLifetimeMs) {
      return sendJson(response, 404, { ok: false, error: "expired_url" });
    }
    if (entry.uses >= LIMITS.responseUrlUses) return sendJson(response, 404, { ok: false, error: "used_url" });
    if (!isJsonObject(body)) return sendJson(response, 400, { ok: false, error: "invalid_payload" });
    // Slack does not say whether a refused answer is a use: the strictest reading counts it.
    entry.uses += 1;
    try {
      this.respond(entry.target, body);
      return sendText(response, 200, "ok");
    } catch (error) {
      if (!(error instanceof SlackApiError)) throw error;
      return sendJson(response, 404, { ok: false, error: error.code });
    }
  }

  /** Shows an answer: to one person unless `response_type` is `in_channel`. @throws SlackApiError */
  respond(target: ResponseTarget, body: JsonObject): void {
    const { workspace, channel, userId, message } = target;
    if (body["delete_original"] === true && message) return this.remove(message);
    const content = readContent(this.world, workspace.id, new CallArguments(body, undefined));
    requireSomething(content);
    if (body["replace_original"] === true && message) return this.replace(message, content);

    const thread = typeof body["thread_ts"] === "string" ? { threadTs: body["thread_ts"] } : {};
    if (body["response_type"] === "in_channel") {
      this.world.post(channel, { ...content, ...thread, userId: workspace.botUserId, botId: workspace.botId });
    } else {
      const { text = "", blocks = [] } = content;
      this.world.whisper({ channelId: channel.id, userId, from: "app", text, blocks, ...thread });
    }
  }

  private remove(message: StoredMessage | EphemeralMessage): void {
    if ("versions" in message) return this.world.remove(message);
    message.deleted = true;
    this.world.events.emit("ephemeral", message);
  }

  private replace(message: StoredMessage | EphemeralMessage, content: ReturnType<typeof readContent>): void {
    const { text = "", blocks = [], attachments = [] } = content;
    if ("versions" in message) {
      this.world.edit(message, { text, blocks, attachments, metadata: content.metadata ?? message.metadata });
      return;
    }
    message.text = text;
    message.blocks = this.world.withIds(blocks);
    this.world.events.emit("ephemeral", message);
  }
}
