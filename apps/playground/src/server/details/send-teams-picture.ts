import type { ServerResponse } from "node:http";
import type { TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { sendSentence } from "../http/send.ts";
import { findPicture } from "../views/teams-pictures.ts";

/** Sends a picture out of a card. At its address there is never another one. */
export function sendTeamsPicture(
  response: ServerResponse,
  teams: Pick<TeamsSimulator, "conversations"> | undefined,
  { placeId, messageId, mark }: { readonly placeId: string; readonly messageId: string; readonly mark: string },
): void {
  const place = teams?.conversations().find(({ id }) => id === placeId);
  const message = place?.allMessages.find(({ id }) => id === messageId);
  const picture = message && findPicture(message, mark);
  if (picture === undefined) return sendSentence(response, 404, "The simulated Teams has no such picture any more.");
  response.writeHead(200, {
    "content-type": picture.contentType,
    "content-length": picture.bytes.byteLength,
    "cache-control": "private, max-age=31536000, immutable",
  });
  response.end(picture.bytes);
}
