import type { ServerResponse } from "node:http";
import { sendText } from "./http-exchange.ts";
import type { JsonObject } from "./json-value.ts";
import { SlackApiError } from "./web-api/api-error.ts";
import type { CallArguments } from "./web-api/call-arguments.ts";
import type { SlackWorld } from "./world/slack-world.ts";

const codeLifetimeMs = 10 * 60_000;

interface Code {
  readonly teamId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly issuedAt: number;
  used: boolean;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * Installation by OAuth: the page that asks, and the exchange of its code for a bot token.
 *
 * @see https://docs.slack.dev/authentication/installing-with-oauth
 */
export class OAuth {
  private readonly codes = new Map<string, Code>();
  private readonly world: SlackWorld;
  /** Whether the page approves by itself, as a person who clicks at once. */
  autoApprove: boolean;

  constructor(world: SlackWorld, autoApprove: boolean) {
    this.world = world;
    this.autoApprove = autoApprove;
  }

  /** Serves `/oauth/v2/authorize`: a page with one link, or with `approve` the way back to the app. */
  authorize(response: ServerResponse, address: URL): void {
    const asked = address.searchParams;
    const redirectUri = asked.get("redirect_uri") ?? "";
    if (asked.get("client_id") !== this.world.app.clientId) return sendText(response, 400, "invalid client_id");
    if (!URL.canParse(redirectUri)) return sendText(response, 400, "bad redirect_uri");
    const wanted = asked.get("team");
    const all = [...this.world.workspaces.values()];
    const team = all.find(({ id }) => id === wanted || this.world.organisations.get(id)?.id === wanted) ?? all[0];
    if (team === undefined) return sendText(response, 400, "there is no workspace to install to");
    const scopes = (asked.get("scope") ?? "").split(/[ ,]+/).filter(Boolean);
    if (scopes.length === 0) return sendText(response, 400, "invalid_scope");

    if (!this.autoApprove && !asked.has("approve")) {
      const link = new URL(address);
      link.searchParams.set("approve", "1");
      const title = `${escapeHtml(this.world.app.name)} wants to access ${escapeHtml(team.name)}`;
      const href = escapeHtml(link.pathname + link.search);
      const page = `<!doctype html><title>${title}</title><h1>${title}</h1><p>${escapeHtml(scopes.join(", "))}</p><a href="${href}">Allow</a>`;
      return sendText(response, 200, page, "text/html");
    }
    const code = this.world.identifiers.secret("code.");
    this.codes.set(code, { teamId: team.id, scopes, redirectUri, issuedAt: this.world.now(), used: false });
    const back = new URL(redirectUri);
    back.searchParams.set("code", code);
    back.searchParams.set("state", asked.get("state") ?? "");
    response.writeHead(302, { location: back.href }).end();
    return undefined;
  }

  /** Exchanges a code for a new bot token, once. @throws SlackApiError as oauth.v2.access refuses. */
  exchange(args: CallArguments, authorization: string | undefined): JsonObject {
    const { app, workspaces, identifiers } = this.world;
    const encoded = authorization?.match(/^Basic (.+)$/i)?.[1] ?? "";
    const [basicId, basicSecret] = Buffer.from(encoded, "base64").toString().split(":");
    if ((args.text("client_id") ?? basicId) !== app.clientId) throw new SlackApiError("invalid_client_id");
    if ((args.text("client_secret") ?? basicSecret) !== app.clientSecret) throw new SlackApiError("bad_client_secret");
    const code = this.codes.get(args.text("code") ?? "");
    const workspace = workspaces.get(code?.teamId ?? "");
    if (code === undefined || workspace === undefined || this.world.now() - code.issuedAt > codeLifetimeMs) {
      throw new SlackApiError("invalid_code");
    }
    if (code.used) throw new SlackApiError("code_already_used");
    if ((args.text("redirect_uri") ?? code.redirectUri) !== code.redirectUri)
      throw new SlackApiError("bad_redirect_uri");
    code.used = true;

    const token = identifiers.secret("xoxb-");
    workspace.tokens.push({ token, scopes: new Set(code.scopes), state: "active" });
    const organisation = this.world.organisations.get(workspace.id);
    const installer = [...workspace.users.values()].find((user) => !user.isBot);
    return {
      access_token: token,
      token_type: "bot",
      scope: code.scopes.join(","),
      bot_user_id: workspace.botUserId,
      app_id: app.id,
      team: organisation ? null : { id: workspace.id, name: workspace.name },
      enterprise: organisation ? { id: organisation.id, name: organisation.name } : null,
      authed_user: { id: installer?.id ?? "" },
      is_enterprise_install: organisation !== undefined,
    };
  }
}
