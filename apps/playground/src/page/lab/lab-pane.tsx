import { memo, useState } from "react";
import type { LabView } from "../../wire/lab-state.ts";
import type { PaneProps } from "../pane-props.ts";
import { BuildCard } from "./build-card.tsx";
import { LabLegend } from "./lab-legend.tsx";
import { StartBuildDialog } from "./start-build-dialog.tsx";

/** How many builds are shown at first, and more of each time. */
const STEP = 8;

/** The lab: its builds, newest first, and what can be started in it. */
export const LabPane = memo(function LabPane({ view, act }: Pick<PaneProps<LabView>, "view" | "act">) {
  const [shown, setShown] = useState(STEP);
  const [isAddingLate, setAddingLate] = useState(false);
  /** The job the form opens with; undefined while it is closed. */
  const [starting, setStarting] = useState<string>();
  const { builds, jobs, simulated, url } = view;
  const idle = jobs.filter((job) => !builds.some((build) => build.job === job));

  const addLate = async () => {
    setAddingLate(true);
    await act({ kind: "late-result" });
    setAddingLate(false);
  };

  if (!simulated) {
    return (
      <div className="pg-empty">
        <p>
          <strong>A real lab is connected.</strong>
        </p>
        <p>Its builds are not shown here; what the bot makes of them is in the chats.</p>
        <a href={url} target="_blank" rel="noreferrer">
          Open the lab
        </a>
      </div>
    );
  }
  return (
    <div className="pg-lab">
      <div className="pg-lab-tools">
        <button type="button" className="pg-button pg-button-main" onClick={() => setStarting(jobs[0] ?? "")}>
          Start a build
        </button>
        <button
          type="button"
          className="pg-button"
          title="One more result for the newest complete build"
          disabled={isAddingLate || !builds.some(({ complete }) => complete)}
          onClick={() => void addLate()}
        >
          Late result
        </button>
      </div>
      <div className="pg-lab-builds">
        {builds.length === 0 && <p className="pg-empty">No build yet. Start one, or wait a moment.</p>}
        {builds.slice(0, shown).map((build) => (
          <BuildCard key={build.id} build={build} />
        ))}
        {builds.length > shown && (
          <button type="button" className="pg-button" onClick={() => setShown(shown + STEP)}>
            Show earlier builds
          </button>
        )}
        {idle.length > 0 && (
          <section className="pg-idle" aria-labelledby="idle-jobs">
            <h3 id="idle-jobs">Jobs without a build</h3>
            <ul>
              {idle.map((job) => (
                <li key={job}>
                  <span>{job}</span>
                  <button
                    type="button"
                    className="pg-button pg-button-small"
                    aria-label={`Start a build of ${job}`}
                    onClick={() => setStarting(job)}
                  >
                    Start…
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <LabLegend />
      {starting !== undefined && (
        <StartBuildDialog jobs={jobs} job={starting} act={act} onClose={() => setStarting(undefined)} />
      )}
    </div>
  );
});
