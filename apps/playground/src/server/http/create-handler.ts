import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import { playgroundAction } from "../../wire/playground-action.ts";
import type { World } from "../../world/world.ts";
import { act } from "../act/act.ts";
import { sendSlackFile } from "../details/send-slack-file.ts";
import { sendTeamsPicture } from "../details/send-teams-picture.ts";
import { slackDetails } from "../details/slack-details.ts";
import { teamsDetails } from "../details/teams-details.ts";
import type { PageFile } from "./list-page-files.ts";
import { readBody } from "./read-body.ts";
import { refuseRequest } from "./refuse-request.ts";
import { securityHeaders } from "./security-headers.ts";
import { sendJson, sendSentence } from "./send.ts";

/** What requests are answered with. */
export interface HandlerParts {
  readonly world: World;
  readonly files: ReadonlyMap<string, PageFile>;
  /** Begins a stream of events. */
  readonly listen: (response: ServerResponse) => void;
}

const MOST_BODY_BYTES = 256 * 1024;

/** Answers requests: the page, the stream of events, actions, and details of messages. */
export function createHandler(
  parts: HandlerParts,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const headers = new Map(Object.entries(securityHeaders(parts.world.labUrl)));
  return async (request, response) => {
    response.setHeaders(headers);
    const method = request.method ?? "GET";
    const [path = "/"] = (request.url ?? "/").split("?");
    const refusal = refuseRequest(method, path, request.headers);
    if (refusal !== undefined) return refuse(response, path, refusal.status, refusal.message);
    if (path === "/api/act") return answerAction(parts.world, request, response);
    if (path === "/api/events") return method === "HEAD" ? void response.end() : parts.listen(response);
    if (path.startsWith("/api/")) return answerDetails(parts.world, path, response);
    const found = parts.files.get(path);
    if (found === undefined) return sendSentence(response, 404, "The playground has nothing here.");
    const bytes = await readFile(found.file);
    response.writeHead(200, {
      "content-type": found.contentType,
      "content-length": bytes.byteLength,
      "cache-control": found.cacheControl,
    });
    response.end(method === "HEAD" ? undefined : bytes);
  };
}

async function answerAction(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request, MOST_BODY_BYTES);
  if (body === undefined) {
    // The rest of it is not read, so that nothing else can come over this connection.
    response.setHeader("connection", "close");
    return refuse(response, "/api/act", 413, `An action has at most ${MOST_BODY_BYTES / 1024} KB.`);
  }
  const read = playgroundAction.safeParse(parse(body));
  if (read.success) return sendJson(response, 200, await act(world, read.data));
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "" : ` (${issue.path.join(".")})`;
  return refuse(
    response,
    "/api/act",
    400,
    `The playground does not understand this action: ${issue?.message ?? "no JSON"}${where}.`,
  );
}

function answerDetails({ slack, teams }: World, path: string, response: ServerResponse): void {
  const [chat, what, first, second, third] = path.split("/").slice(2).map(decode);
  if (chat === "slack" && what === "files" && first !== undefined) return sendSlackFile(response, slack?.file(first));
  if (chat === "teams" && what === "pictures" && first !== undefined && second !== undefined && third !== undefined)
    return sendTeamsPicture(response, teams, { placeId: first, messageId: second, mark: third });
  if (what !== "messages" || first === undefined || second === undefined)
    return sendSentence(response, 404, "The playground has nothing here.");
  const details =
    chat === "slack" ? slack && slackDetails(slack, first, second) : teams && teamsDetails(teams, first, second);
  if (details === undefined) return sendSentence(response, 404, "This message is no longer there.");
  return sendJson(response, 200, details);
}

/** Whoever sends an action reads an answer to it, also where it was refused. */
function refuse(response: ServerResponse, path: string, status: number, message: string): void {
  const answer: ActionAnswer = { ok: false, message };
  if (path === "/api/act") sendJson(response, status, answer);
  else sendSentence(response, status, message);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
