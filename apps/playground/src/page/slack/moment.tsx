import type { ReactNode } from "react";
import { formatSlackDate } from "./format-slack-date.ts";
import { SafeLink } from "./safe-link.tsx";

/** A moment in the browser's zone, with the whole of it on hover. */
export function Moment({
  epochS,
  format,
  fallback,
  url = "",
}: {
  readonly epochS: number;
  readonly format: string;
  readonly fallback: string;
  readonly url?: string;
}): ReactNode {
  const reading = { nowMs: Date.now() };
  const text = formatSlackDate(epochS, format, fallback, reading);
  const whole = formatSlackDate(epochS, "{date_long} at {time_secs}", fallback, reading);
  const written = (
    <span className="sl-moment" title={whole}>
      {text}
    </span>
  );
  return url === "" ? written : <SafeLink url={url}>{written}</SafeLink>;
}
