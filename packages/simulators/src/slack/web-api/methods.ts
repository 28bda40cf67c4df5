import type { ApiMethod } from "./api-method.ts";
import { appMethods } from "./apps.ts";
import { chatChangeMethods } from "./chat-change.ts";
import { chatPostMethods } from "./chat-post.ts";
import { conversationHistoryMethods } from "./conversation-history.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import { peopleMethods } from "./people.ts";
import { viewMethods } from "./views.ts";

/** Every Web API method the stand-in knows, by name. */
export const methods: ReadonlyMap<string, ApiMethod> = new Map(
  [
    appMethods,
    chatPostMethods,
    chatChangeMethods,
    conversationMethods,
    conversationHistoryMethods,
    fileMethods,
    peopleMethods,
    viewMethods,
  ].flatMap((group) => Object.entries(group)),
);
