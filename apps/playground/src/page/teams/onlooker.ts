import type { TeamsPersonView, TeamsView } from "../../wire/teams-state.ts";
import type { PaneProps } from "../pane-props.ts";

/** The person who is played, and where they are. It is the same object while nothing of it changes. */
export interface Onlooker {
  readonly userId: string;
  readonly name: string;
  readonly botName: string;
  /** The people of the place. */
  readonly people: readonly TeamsPersonView[];
  readonly act: PaneProps<TeamsView>["act"];
}
