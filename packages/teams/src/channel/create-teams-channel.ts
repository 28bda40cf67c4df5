import type { Card } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";
import type {
  Channel,
  EditOutcome,
  PostOutcome,
  PostRequest,
  ReachOutcome,
  RemoveOutcome,
} from "@perfecto-bot/pipeline";
import type { PlaceBook } from "../places/place-book.ts";
import { cardContent, type ContentIn } from "./card-content.ts";
import { namesOf } from "./names-of.ts";
import type { PicturesOf } from "./pictures-of.ts";
import { threadOf, type PostOffice } from "./post-office.ts";
import { readPostedId } from "./posted-id.ts";
import { reachPlace } from "./reach-place.ts";
import { teamsBudgets } from "./teams-budgets.ts";

/**
 * Teams as a channel: conversations are channels of teams, group chats and personal chats; a message's id carries its
 * conversation and its activity. A reply cannot be shown in the channel as well, so `broadcast` is a reply. Bots may
 * not read a conversation without asking its owner for more rights, so a lost answer cannot be looked up.
 */
export function createTeamsChannel(office: PostOffice, book: PlaceBook, picturesOf: PicturesOf): Channel {
  async function contentOf(card: Card, { workspace }: Conversation): Promise<ContentIn> {
    const [names, pictures] = await Promise.all([namesOf(card, workspace, book), picturesOf(card)]);
    return cardContent(card, names, pictures);
  }

  async function post({ conversation, card, replyTo }: PostRequest): Promise<PostOutcome> {
    const content = await contentOf(card, conversation);
    if (replyTo === undefined) return office.post(conversation, content);
    const thread = threadOf(replyTo);
    if (thread === undefined) return { kind: "target-gone", detail: "the root's id is not one of Teams" };
    return office.reply(conversation, thread, content);
  }

  async function edit(conversation: Conversation, id: string, card: Card): Promise<EditOutcome> {
    const place = readPostedId(id);
    if (place === undefined) return { kind: "target-gone", detail: "the message's id is not one of Teams" };
    return office.edit(conversation, place, await contentOf(card, conversation));
  }

  async function remove(conversation: Conversation, id: string): Promise<RemoveOutcome> {
    const place = readPostedId(id);
    return place === undefined ? { kind: "removed" } : office.remove(conversation, place);
  }

  async function reach(conversation: Conversation): Promise<ReachOutcome> {
    try {
      const [place, tenant] = await Promise.all([book.place(conversation), book.tenant(conversation.workspace)]);
      return reachPlace(place, tenant);
    } catch {
      return { kind: "unknown" };
    }
  }

  async function tell(conversation: Conversation, person: string, card: Card): Promise<boolean> {
    const known = await book.person(conversation.workspace, person).catch(() => undefined);
    if (known?.chatId === undefined) return false;
    const chat = { ...conversation, id: known.chatId };
    return (await office.post(chat, await contentOf(card, chat))).kind === "posted";
  }

  return {
    name: "teams",
    post,
    edit,
    find: async () => ({ kind: "cannot-look", detail: "bots cannot search the messages of a Teams conversation" }),
    remove,
    budgets: (call, conversation) => (call === "find" ? [] : teamsBudgets(call, conversation)),
    reach,
    tell,
  };
}
