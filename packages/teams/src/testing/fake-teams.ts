import { once as onceEmitted } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { onTestFinished } from "vitest";
import { fieldsOf, parseFields, type Fields } from "../fields-of.ts";

/** How the connector answers its next request. `accept-then-reset`: it takes the message and the answer is lost. */
export type ScriptedAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | "reset"
  | "hang"
  | "accept-then-reset";

/** A request that the connector got. */
export interface ConnectorRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Fields;
}

/** What a token says instead of what it should. */
export interface TokenWish {
  readonly issuer?: string;
  readonly audience?: string;
  readonly serviceUrl?: string | undefined;
  readonly expiresInS?: number;
  readonly keyId?: string;
  readonly alg?: "RS256" | "HS256" | "none";
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed by a key that is not published. */
  readonly forged?: boolean;
}

/** Microsoft's side in one small server: token authority, signing keys and connector. */
export interface FakeTeams {
  readonly url: string;
  readonly appId: string;
  readonly tenantId: string;
  /** Requests to the connector. */
  readonly requests: ConnectorRequest[];
  readonly script: ScriptedAnswer[];
  /** How a request is answered by what it says, where the script has nothing. */
  answerTo: (body: string) => ScriptedAnswer | undefined;
  /** How often tokens and keys were asked for. */
  readonly counts: { tokens: number; metadata: number; keys: number };
  /** How the token authority answers. */
  tokenAnswer: { status: number; body: unknown };
  /** How the metadata are answered; 200 by default. */
  metadataStatus: number;
  endorsements: readonly string[] | undefined;
  readonly sign: (wish?: TokenWish) => Promise<string>;
}

/** Starts it for the running test. */
export async function startFakeTeams(): Promise<FakeTeams> {
  const published = await generateKeyPair("RS256", { extractable: true });
  const hidden = await generateKeyPair("RS256");
  const jwk = await exportJWK(published.publicKey);
  let nextId = 1_700_000_000_000;

  const server = createServer((request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
    };
    const path = decodeURIComponent(request.url ?? "");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString();
    if (path.endsWith("/oauth2/v2.0/token")) {
      fake.counts.tokens += 1;
      json(fake.tokenAnswer.status, fake.tokenAnswer.body);
    } else if (path === "/openid") {
      fake.counts.metadata += 1;
      json(fake.metadataStatus, { jwks_uri: `${fake.url}/keys` });
    } else if (path === "/keys") {
      fake.counts.keys += 1;
      const endorsed = fake.endorsements === undefined ? {} : { endorsements: fake.endorsements };
      json(200, { keys: [{ ...jwk, kid: "published", use: "sig", ...endorsed }] });
    } else connect(request, path, text, json);
  }

  function connect(
    request: IncomingMessage,
    path: string,
    text: string,
    json: (status: number, body: unknown, headers?: Readonly<Record<string, string>>) => void,
  ): void {
    fake.requests.push({
      method: request.method ?? "",
      path,
      authorization: request.headers.authorization,
      body: fieldsOf(parseFields(text)),
    });
    const scripted = fake.script.shift() ?? fake.answerTo(text);
    if (scripted === "hang") return;
    if (scripted === "reset" || scripted === "accept-then-reset") {
      request.socket.destroy();
      return;
    }
    if (scripted !== undefined) {
      json(scripted.status, scripted.body ?? {}, scripted.headers);
      return;
    }
    nextId += 1;
    const id = String(nextId);
    if (path.endsWith("/v3/conversations")) {
      const { channel } = fieldsOf(fieldsOf(parseFields(text))["channelData"]);
      json(201, { id: `${String(fieldsOf(channel)["id"])};messageid=${id}`, activityId: id });
    } else if (request.method === "DELETE") json(200, {});
    else json(request.method === "PUT" ? 200 : 201, { id: request.method === "PUT" ? path.split("/").at(-1) : id });
  }

  const fake: FakeTeams = {
    url: "",
    appId: "0a1b2c3d-0000-4000-8000-00000000abcd",
    tenantId: "7e7e7e7e-0000-4000-8000-000000007777",
    requests: [],
    script: [],
    answerTo: () => undefined,
    counts: { tokens: 0, metadata: 0, keys: 0 },
    tokenAnswer: { status: 200, body: { access_token: "a token for the bot", expires_in: 3600 } },
    metadataStatus: 200,
    endorsements: ["msteams"],
    sign: async (wish = {}) => {
      const nowS = Math.floor(Date.now() / 1000);
      const serviceUrl = "serviceUrl" in wish ? wish.serviceUrl : `${fake.url}/teams/`;
      if (wish.alg === "none")
        return new UnsecuredJWT({ serviceurl: serviceUrl })
          .setIssuer("https://api.botframework.com")
          .setAudience(fake.appId)
          .setExpirationTime(nowS + 3600)
          .encode();
      const token = new SignJWT({ ...(serviceUrl === undefined ? {} : { serviceurl: serviceUrl }), ...wish.claims })
        .setProtectedHeader({ alg: wish.alg ?? "RS256", kid: wish.keyId ?? "published" })
        .setIssuer(wish.issuer ?? "https://api.botframework.com")
        .setAudience(wish.audience ?? fake.appId)
        .setIssuedAt(nowS)
        .setExpirationTime(nowS + (wish.expiresInS ?? 3600));
      if (wish.alg === "HS256")
        return token.sign(new TextEncoder().encode("a key that everybody could know, 32+ bytes"));
      return token.sign(wish.forged === true ? hidden.privateKey : published.privateKey);
    },
  };

  server.listen(0, "127.0.0.1");
  await onceEmitted(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
  Object.assign(fake, { url: `http://127.0.0.1:${address.port}` });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return fake;
}
