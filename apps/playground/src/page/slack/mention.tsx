import { useContext } from "react";
import type { ReactNode } from "react";
import { DirectoryContext, ReaderContext } from "./directory-context.ts";

/** A mention by name: a person, a channel, a user group, or everybody of a range. */
export function Mention({
  kind,
  id,
  label = "",
}: {
  readonly kind: "user" | "channel" | "group" | "broadcast";
  /** The range of a broadcast, such as `here`. */
  readonly id: string;
  /** What it is called where the workspace does not say. */
  readonly label?: string;
}): ReactNode {
  const directory = useContext(DirectoryContext);
  const reader = useContext(ReaderContext);
  const names = { user: directory.userName, channel: directory.channelName, group: directory.groupHandle };
  const found = kind === "broadcast" ? id : (names[kind](id) ?? label.replace(/^[@#]/u, ""));
  const name = found === "" ? id : found;
  const isCall = kind === "broadcast" || (kind === "user" && id === reader && reader !== "");
  return (
    <span className={isCall ? "sl-mention sl-mention-call" : "sl-mention"}>
      {kind === "channel" ? "#" : "@"}
      {name}
    </span>
  );
}
