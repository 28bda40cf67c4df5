import { START_COMMAND } from "../connection/start-command.ts";

/** Says that what is shown has come to a stop. */
export function ConnectionStrip() {
  return (
    <div className="pg-strip pg-lost" role="alert">
      <span>
        <strong>The playground has stopped.</strong> Start it again with <code>{START_COMMAND}</code>; this page goes on
        by itself then.
      </span>
    </div>
  );
}
