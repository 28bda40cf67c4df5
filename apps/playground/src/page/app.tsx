import { memo, useCallback, useState, useSyncExternalStore } from "react";
import type { PlaygroundAction } from "../wire/playground-action.ts";
import type { PlaygroundState } from "../wire/playground-state.ts";
import { BrokenStrip } from "./break-it/broken-strip.tsx";
import type { Connection, PageSnapshot } from "./connection/create-connection.ts";
import { sendAction } from "./connection/send-action.ts";
import { DetailsDrawer } from "./details/details-drawer.tsx";
import { ConnectionStrip } from "./frame/connection-strip.tsx";
import { NewsRegion } from "./frame/news-region.tsx";
import { PageHeader } from "./frame/page-header.tsx";
import { PagePanel } from "./frame/page-panel.tsx";
import type { PagePart } from "./frame/page-part.ts";
import { PartTabs } from "./frame/part-tabs.tsx";
import { RealChatNote } from "./frame/real-chat-note.tsx";
import { useMediaQuery } from "./frame/use-media-query.ts";
import { useRemembered } from "./frame/use-remembered.ts";
import { useUnread } from "./frame/use-unread.ts";
import { FirstVisitGuide } from "./guide/first-visit-guide.tsx";
import { LabPane } from "./lab/lab-pane.tsx";
import type { MessageRef } from "./pane-props.ts";
import { SlackPane as SlackPart } from "./slack/slack-pane.tsx";
import { TeamsPane as TeamsPart } from "./teams/teams-pane.tsx";
import { TimelinePane } from "./timeline/timeline-pane.tsx";
import { ToastStack } from "./toast/toast-stack.tsx";
import { useToasts } from "./toast/use-toasts.ts";

// What one part hears of must not draw the other parts again.
const SlackPane = memo(SlackPart);
const TeamsPane = memo(TeamsPart);

/** The page. */
export function App({ connection }: { readonly connection: Connection }) {
  const { status, state } = useSyncExternalStore(connection.subscribe, connection.getSnapshot);
  if (state === undefined) {
    return (
      <main className="pg-first" aria-busy={status !== "lost"}>
        <h1>perfecto-bot playground</h1>
        {status === "lost" ? <ConnectionStrip /> : <p role="status">Connecting…</p>}
      </main>
    );
  }
  return <Playground status={status} state={state} />;
}

interface PlaygroundProps {
  readonly status: PageSnapshot["status"];
  readonly state: PlaygroundState;
}

function Playground({ status, state }: PlaygroundProps) {
  const { world, lab, slack, teams, timeline } = state;
  const isWide = useMediaQuery("(min-width: 1200px)");
  const [selected, setSelected] = useState<PagePart>("lab");
  const [isTimelineOpen, setTimelineOpen] = useRemembered("timeline-open", true);
  const [reveal, setReveal] = useState<MessageRef>();
  const [details, setDetails] = useState<MessageRef>();
  const { toasts, show, dismiss } = useToasts();
  const unread = useUnread(state, isWide ? "all" : selected);

  const act = useCallback(
    async (action: PlaygroundAction) => {
      const answer = await sendAction(action);
      if (!answer.ok) show({ tone: "bad", text: answer.message });
      return answer;
    },
    [show],
  );
  const onReveal = useCallback((message: MessageRef) => {
    setSelected(message.chat);
    setReveal(message);
  }, []);
  const closeDetails = useCallback(() => setDetails(undefined), []);

  const as = (part: PagePart) => (isWide ? "column" : part === selected ? "front" : "behind");
  const revealIn = (chat: MessageRef["chat"]) => (reveal?.chat === chat ? reveal : undefined);
  return (
    <div className="pg-app" data-layout={isWide ? "columns" : "tabs"}>
      <PageHeader world={world} connection={status} act={act} />
      {status === "lost" && <ConnectionStrip />}
      <BrokenStrip breakages={world.breakages} act={act} />
      <FirstVisitGuide />
      {!isWide && <PartTabs selected={selected} unread={unread} onSelect={setSelected} />}
      <main className="pg-main" data-timeline={isTimelineOpen ? "open" : "closed"}>
        <PagePanel part="lab" as={as("lab")} isReal={!lab.simulated}>
          <LabPane view={lab} act={act} />
        </PagePanel>
        <PagePanel part="slack" as={as("slack")} isReal={!slack.simulated}>
          {slack.simulated ? (
            <SlackPane view={slack} act={act} onDetails={setDetails} reveal={revealIn("slack")} />
          ) : (
            <RealChatNote name="Slack" />
          )}
        </PagePanel>
        <PagePanel part="teams" as={as("teams")} isReal={!teams.simulated}>
          {teams.simulated ? (
            <TeamsPane view={teams} act={act} onDetails={setDetails} reveal={revealIn("teams")} />
          ) : (
            <RealChatNote name="Teams" />
          )}
        </PagePanel>
        <PagePanel
          part="timeline"
          as={as("timeline")}
          isReal={false}
          tools={
            isWide && (
              <button
                type="button"
                className="pg-button pg-button-small"
                aria-expanded={isTimelineOpen}
                onClick={() => setTimelineOpen(!isTimelineOpen)}
              >
                {isTimelineOpen ? "Hide" : "Show"}
              </button>
            )
          }
        >
          {(isTimelineOpen || !isWide) && <TimelinePane entries={timeline} onReveal={onReveal} />}
        </PagePanel>
      </main>
      {details !== undefined && (
        <DetailsDrawer message={details} slack={slack} teams={teams} act={act} onClose={closeDetails} />
      )}
      <NewsRegion state={state} />
      <ToastStack toasts={toasts} dismiss={dismiss} />
    </div>
  );
}
