import { useRemembered } from "../frame/use-remembered.ts";

const HINTS = [
  <>A build is running in the lab</>,
  <>
    Its card lives in <b>#mobile-qa</b> and in Teams
  </>,
  <>
    Ask: type <code>/perfecto help</code>
  </>,
];

/** Three hints for who is here for the first time; once dismissed, the browser remembers. */
export function FirstVisitGuide() {
  const [isDismissed, setDismissed] = useRemembered("guide-dismissed", false);
  if (isDismissed) return undefined;
  return (
    <section className="pg-strip pg-guide" aria-label="First steps">
      <ol>
        {HINTS.map((hint, index) => (
          <li key={index}>
            <span className="pg-guide-number" aria-hidden="true">
              {index + 1}
            </span>
            <span>{hint}</span>
          </li>
        ))}
      </ol>
      <button type="button" className="pg-button pg-button-small" onClick={() => setDismissed(true)}>
        Got it
      </button>
    </section>
  );
}
