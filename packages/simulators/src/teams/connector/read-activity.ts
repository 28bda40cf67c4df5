import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import { arrayOf, isJsonObject, stringOf } from "../../slack/json-value.ts";
import { LIMITS } from "../limits.ts";
import { adaptiveCardType, versionOf } from "../world/message.ts";
import type { ConnectorCall } from "./connector-call.ts";
import { ConnectorError, badArgument, refusals } from "./connector-error.ts";

/** Refuses bodies over the limit. Teams counts UTF-16. */
export const refuseTooBig = ({ text }: ConnectorCall): void => {
  if (text.length * 2 > LIMITS.messageBytes) throw refusals.tooBig();
};

/** The body as an object. @throws ConnectorError 400 where it is none. */
export const readObject = ({ body }: ConnectorCall): JsonObject => {
  if (isJsonObject(body)) return body;
  throw new ConnectorError(400, "BadSyntax", "The body must be a JSON object.");
};

/**
 * An activity as the bot may send it: a message, or a sign that it is typing.
 *
 * @throws ConnectorError 400 where it is anything else.
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object
 */
export const readActivity = (activity: JsonValue | undefined, refuseBlankCards: boolean): JsonObject => {
  if (!isJsonObject(activity)) throw badArgument("The activity must be an object.");
  const { type, text, summary, textFormat, attachments = [], entities = [] } = activity;
  if (type === "typing") return activity;
  if (type !== "message") throw badArgument(`Activities of type ${JSON.stringify(type)} can't be sent.`);
  for (const [name, given] of Object.entries({ text, summary }))
    if (given !== undefined && given !== null && typeof given !== "string")
      throw badArgument(`${name} must be a string.`);
  if (textFormat !== undefined && !["plain", "markdown", "xml"].includes(stringOf(textFormat)))
    throw badArgument("textFormat must be plain, markdown or xml.");
  if (!Array.isArray(attachments) || !Array.isArray(entities))
    throw badArgument("attachments and entities must be arrays.");
  if (stringOf(text) === "" && attachments.length === 0) throw badArgument("A message needs text or an attachment.");
  for (const attachment of attachments) checkAttachment(attachment);
  const blank = refuseBlankCards && versionOf(activity, 0).problems.find(({ blanks }) => blanks);
  if (blank) throw badArgument(`The card is invalid: ${blank.path} ${blank.message}.`);
  return activity;
};

const checkAttachment = (attachment: JsonObject[string]): void => {
  if (!isJsonObject(attachment) || stringOf(attachment["contentType"]) === "")
    throw badArgument("An attachment needs a contentType.");
  if (attachment["contentType"] !== adaptiveCardType) return;
  const { content } = attachment;
  if (!isJsonObject(content) || content["type"] !== "AdaptiveCard")
    throw badArgument("The content of an Adaptive Card attachment must be of type AdaptiveCard.");
};

/**
 * The messages Teams makes of an activity: text and attachments become two, and the bot learns the id of the first.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */
export const splitActivity = (activity: JsonObject): readonly [JsonObject, ...JsonObject[]] => {
  const { text, attachments, ...rest } = activity;
  if (stringOf(text) === "" || arrayOf(attachments).length === 0) return [activity];
  return [
    { ...rest, text: text ?? "" },
    { ...rest, attachments: arrayOf(attachments) },
  ];
};
