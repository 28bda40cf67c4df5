import { conversationKey } from "@perfecto-bot/domain";
import type { Asker } from "@perfecto-bot/pipeline";
import type { Happening } from "./history.ts";
import { LAB } from "./history.ts";
import type { World } from "./open-world.ts";

/** Lets something happen in the world. What people say goes through the desk. @throws {Error} where it is not understood */
export async function applyHappening(world: World, happening: Happening): Promise<void> {
  const { lab, chat, desk, stores } = world;
  switch (happening.kind) {
    case "lab-shows": {
      const { execution, settlesAtMs, commands } = happening;
      lab.put(execution, { settlesAtMs, commands });
      return;
    }
    case "lab-fails":
      lab.faults.add({ times: happening.requests, behave: { kind: "error", error: happening.error } });
      return;
    case "chat-fails":
      chat.faults.add({ call: happening.call, times: happening.calls, behave: happening.trouble });
      return;
    case "archived":
      chat.bar(happening.conversation, { kind: "conversation-unavailable", detail: "archived", todo: "Unarchive it." });
      return;
    case "unarchived":
      chat.unbar(happening.conversation);
      return desk.happened({ kind: "conversation-available", conversation: happening.conversation });
    case "said": {
      const reply = await desk.say(askerIn(happening.conversation), happening.words);
      if (reply.kind !== "card" || reply.card.kind === "mistakes")
        throw new Error(`${LAB}: "${happening.words}" was not understood`);
      return;
    }
    case "pressed": {
      const own = (await stores.subscriptions.audit(happening.conversation, 50)).length;
      const id = own === 0 ? undefined : await subscriptionIn(world, happening.conversation);
      if (id !== undefined) await desk.press(askerIn(happening.conversation), happening.action, id);
      return;
    }
  }
}

function askerIn(conversation: Asker["conversation"]): Asker {
  return { conversation, person: "U1", timeZone: "UTC", prefix: "/perfecto" };
}

/** The conversation's subscription, or the one that was removed. */
async function subscriptionIn({ stores }: World, conversation: Asker["conversation"]): Promise<string | undefined> {
  const here = conversationKey(conversation);
  const own = (await stores.subscriptions.all()).find((one) => conversationKey(one.conversation) === here);
  if (own !== undefined) return own.id;
  for (const id of ["s1", "s2", "s3", "s4"])
    if ((await stores.subscriptions.removed(id, conversation)) !== undefined) return id;
  return undefined;
}
