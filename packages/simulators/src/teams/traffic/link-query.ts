import type { Receipt } from "./delivery.ts";
import { invoke } from "./invoke.ts";
import type { PlaceInput } from "./say.ts";
import { placeOf } from "./say.ts";
import type { TeamsContext } from "./teams-context.ts";

/** A link that a person pastes. */
export interface LinkQueryInput extends PlaceInput {
  readonly user: string;
  readonly url: string;
  /** For a person who has not installed the app. */
  readonly anonymous?: boolean;
}

/**
 * Pastes a link of a domain that the app unfurls.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/link-unfurling
 */
export const linkQuery = async (context: TeamsContext, input: LinkQueryInput): Promise<Receipt> => {
  const user = context.world.user(input.user);
  const conversation = placeOf(context.world, input, user);
  const name = input.anonymous ? "composeExtension/anonymousQueryLink" : "composeExtension/queryLink";
  return invoke(context, { name, value: { url: input.url }, user, conversation, source: "compose" });
};
