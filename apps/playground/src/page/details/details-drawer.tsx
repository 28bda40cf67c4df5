import { type ReactNode, useState } from "react";
import type { SlackView } from "../../wire/slack-state.ts";
import type { TeamsView } from "../../wire/teams-state.ts";
import { PageDialog } from "../frame/page-dialog.tsx";
import type { MessageRef, PaneProps } from "../pane-props.ts";
import { JsonTab } from "./json-tab.tsx";
import { messageFacts } from "./message-facts.ts";
import { useDetails } from "./use-details.ts";
import { VersionsTab } from "./versions-tab.tsx";
import { WhyTab } from "./why-tab.tsx";

const TABS = ["versions", "json", "why"] as const;
type Tab = (typeof TABS)[number];
const TAB_NAMES: Readonly<Record<Tab, string>> = { versions: "Versions", json: "JSON", why: "Why" };

interface DetailsDrawerProps {
  readonly message: MessageRef;
  readonly slack: SlackView;
  readonly teams: TeamsView;
  readonly act: PaneProps<never>["act"];
  readonly onClose: () => void;
}

/** Everything about one message: its versions, its JSON, and why it is there. */
export function DetailsDrawer({ message, slack, teams, act, onClose }: DetailsDrawerProps) {
  const [tab, setTab] = useState<Tab>("versions");
  const facts = messageFacts(message, slack, teams);
  const { details, problem } = useDetails(message, facts.versions);

  const withDetails = (draw: (known: NonNullable<typeof details>) => ReactNode) =>
    details === undefined ? <p className="pg-empty">{problem ?? "Fetching…"}</p> : draw(details);
  const content: Readonly<Record<Tab, () => ReactNode>> = {
    versions: () => withDetails((known) => <VersionsTab chat={message.chat} details={known} slack={slack} />),
    json: () => withDetails((known) => <JsonTab details={known} />),
    why: () => <WhyTab message={message} facts={facts} slack={slack} act={act} />,
  };
  const move = (step: number) => {
    const next = TABS.at((TABS.indexOf(tab) + step) % TABS.length) ?? tab;
    setTab(next);
    document.getElementById(`details-${next}`)?.focus();
  };
  return (
    <PageDialog title={`Message by ${facts.author}`} as="drawer" onClose={onClose}>
      <p className="pg-details-place">
        {facts.place}
        {details && ` · ${details.versions.length === 1 ? "1 version" : `${details.versions.length} versions`}`}
      </p>
      <div
        className="pg-details-tabs"
        role="tablist"
        aria-label="About this message"
        onKeyDown={({ key }) => {
          if (key === "ArrowRight") move(1);
          if (key === "ArrowLeft") move(-1);
        }}
      >
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`details-${one}`}
            aria-controls="details-panel"
            aria-selected={one === tab}
            tabIndex={one === tab ? 0 : -1}
            onClick={() => setTab(one)}
          >
            {TAB_NAMES[one]}
          </button>
        ))}
      </div>
      <div
        className="pg-details-panel"
        role="tabpanel"
        id="details-panel"
        aria-labelledby={`details-${tab}`}
        tabIndex={0}
      >
        {content[tab]()}
      </div>
    </PageDialog>
  );
}
