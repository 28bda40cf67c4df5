import type { WorldOptions } from "./start-world.ts";

/** A workspace that granted `chat:write`, `im:write` and these: its bot is in #mobile-qa, not in #random. */
export function withScopes(...more: readonly string[]): WorldOptions {
  const workspace = {
    id: "T0SIMULATED",
    scopes: ["chat:write", "im:write", ...more],
    users: [{ id: "U1", name: "quinn" }],
    channels: [
      { id: "C0MOBILE0QA", name: "mobile-qa" },
      { id: "C0000RANDOM", name: "random", bot: false },
    ],
  };
  return { slack: { workspaces: [workspace] } };
}
