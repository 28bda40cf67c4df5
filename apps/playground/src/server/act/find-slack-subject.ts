import { parseBuildKey } from "@perfecto-bot/domain";
import type { SlackMessage } from "@perfecto-bot/simulators/slack";
import { objectOf, textOf } from "../../draw/read-json.ts";
import { findReportLink, isTestLink } from "./find-report-link.ts";

/**
 * What `why` is to be asked about a message: the test it is about, else the build that the service wrote into its
 * metadata, else the build it links to. Undefined where it is about none.
 */
export function findSlackSubject({ blocks, metadata }: Pick<SlackMessage, "blocks" | "metadata">): string | undefined {
  const link = findReportLink(blocks)?.replaceAll("&amp;", "&");
  if (link !== undefined && isTestLink(link)) return link;
  const [topic = ""] = textOf(objectOf(metadata?.["event_payload"])["key"]).split("#");
  return parseBuildKey(topic) === undefined ? link : topic;
}
