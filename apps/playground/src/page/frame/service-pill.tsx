import { memo } from "react";
import type { WorldView } from "../../wire/world-state.ts";
import type { PageSnapshot } from "../connection/create-connection.ts";

interface ServicePillProps {
  readonly world: Pick<WorldView, "service" | "redis" | "serviceStarts">;
  readonly connection: PageSnapshot["status"];
}

/** How the bot and its Redis stand. */
export const ServicePill = memo(function ServicePill({ world, connection }: ServicePillProps) {
  const { service, redis, serviceStarts } = world;
  if (connection === "lost") {
    return (
      <span className="pg-pill" data-tone="bad">
        <span className="pg-pill-dot" aria-hidden="true" />
        Not connected
      </span>
    );
  }
  const isWell = service === "running" && redis === "running";
  return (
    <span
      className="pg-pill"
      data-tone={isWell ? "good" : "warn"}
      title={`The service was started ${serviceStarts === 1 ? "once" : `${serviceStarts} times`} in this world.`}
    >
      <span className="pg-pill-dot" aria-hidden="true" />
      <span>Bot {service}</span>
      <span className="pg-pill-second">Redis {redis}</span>
    </span>
  );
});
