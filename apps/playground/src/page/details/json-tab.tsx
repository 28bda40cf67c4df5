import { useState } from "react";
import type { MessageDetails } from "../../wire/message-details.ts";
import { formatClock } from "../frame/format-clock.ts";
import { shortenData } from "./shorten-data.ts";
import { splitJson } from "./split-json.ts";

/** What the service really sent, of any version. Pictures in it are shown shortened; copied is everything. */
export function JsonTab({ details }: { readonly details: MessageDetails }) {
  const { versions } = details;
  const [chosen, setChosen] = useState<number>();
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no");
  const index = chosen ?? versions.length - 1;
  const pretty = JSON.stringify(versions[index]?.json ?? null, null, 2);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(pretty);
      setCopied("yes");
    } catch {
      setCopied("failed");
    }
    setTimeout(() => setCopied("no"), 2_000);
  };
  return (
    <div className="pg-json">
      <div className="pg-json-tools">
        <label>
          <span className="visually-hidden">Version</span>
          <select value={index} onChange={({ target }) => setChosen(Number(target.value))}>
            {versions.map(({ atMs }, at) => (
              <option key={at} value={at}>
                Version {at + 1} · {formatClock(atMs)}
                {at === versions.length - 1 ? " · newest" : ""}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="pg-button pg-button-small" onClick={() => void copy()}>
          {copied === "no" ? "Copy" : copied === "yes" ? "Copied" : "Select it and copy by hand"}
        </button>
      </div>
      <pre tabIndex={0} aria-label="JSON">
        <code>
          {splitJson(shortenData(pretty)).map(({ kind, text }, at) =>
            kind === "rest" ? (
              text
            ) : (
              <span key={at} data-kind={kind}>
                {text}
              </span>
            ),
          )}
        </code>
      </pre>
    </div>
  );
}
