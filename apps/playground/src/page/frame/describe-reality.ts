import type { WorldView } from "../../wire/world-state.ts";

/** Says plainly what of all this is simulated and what is not. */
export function describeReality(real: WorldView["real"]): string {
  if (real.length === 0) {
    return "Everything here is simulated: the lab, Slack, Teams and the people. Only perfecto-bot is real.";
  }
  const simulated = (["lab", "Slack", "Teams"] as const).filter((part) => !real.includes(part));
  const names = (parts: WorldView["real"]) => parts.map((part) => (part === "lab" ? "the lab" : part)).join(", ");
  const rest = simulated.length === 0 ? "Nothing here is simulated" : `Simulated: ${names(simulated)} and the people`;
  const isSeen = real.some((part) => part !== "lab");
  const warning = isSeen ? " What the bot posts there is seen by everybody there." : "";
  return `${rest}. Real: ${names(real)} and perfecto-bot.${warning}`;
}
