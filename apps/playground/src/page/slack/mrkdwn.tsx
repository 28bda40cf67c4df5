import { memo } from "react";
import type { ReactNode } from "react";
import { Emoji } from "./emoji.tsx";
import { Mention } from "./mention.tsx";
import { Moment } from "./moment.tsx";
import type { MrkdwnNode } from "./parse-mrkdwn.ts";
import { parseMrkdwn } from "./parse-mrkdwn.ts";
import { SafeLink } from "./safe-link.tsx";

/** Text in Slack's markup. */
export const Mrkdwn = memo(function Mrkdwn({
  text,
  verbatim = false,
}: {
  readonly text: string;
  readonly verbatim?: boolean;
}): ReactNode {
  return <span className="sl-text">{drawNodes(parseMrkdwn(text, { verbatim }))}</span>;
});

function drawNodes(nodes: readonly MrkdwnNode[]): readonly ReactNode[] {
  // A parsed text never changes order: another text is another tree.
  return nodes.map((node, at) => <Node key={at} node={node} />);
}

function Node({ node }: { readonly node: MrkdwnNode }): ReactNode {
  switch (node.kind) {
    case "text":
      return node.text;
    case "code":
      return <code className="sl-code">{node.text}</code>;
    case "preformatted":
      return <code className="sl-pre">{node.text}</code>;
    case "bold":
      return <b>{drawNodes(node.children)}</b>;
    case "italic":
      return <i>{drawNodes(node.children)}</i>;
    case "strike":
      return <s>{drawNodes(node.children)}</s>;
    case "quote":
      return <span className="sl-quote">{drawNodes(node.children)}</span>;
    case "emoji":
      return <Emoji name={node.name} />;
    case "link":
      return <SafeLink url={node.url}>{node.label}</SafeLink>;
    case "user":
    case "channel":
    case "group":
      return <Mention kind={node.kind} id={node.id} label={node.label} />;
    case "broadcast":
      return <Mention kind="broadcast" id={node.range} />;
    case "date":
      return <Moment epochS={node.epochS} format={node.format} fallback={node.fallback} url={node.url} />;
  }
}
