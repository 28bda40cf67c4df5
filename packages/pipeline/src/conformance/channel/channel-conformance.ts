import { channelCards } from "./channel-cards.ts";
import { channelFailures } from "./channel-failures.ts";
import { channelPosts } from "./channel-posts.ts";
import type { ChannelDriver, ChannelStage } from "./channel-stage.ts";

/** What every channel promises, whatever its vendor. */
export function channelConformance<Stage extends ChannelStage>(name: string, driver: ChannelDriver<Stage>): void {
  channelPosts(name, driver);
  channelFailures(name, driver);
  channelCards(name, driver);
}
