import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { SlackView } from "../../wire/slack-state.ts";
import type { MessageRef, PaneProps } from "../pane-props.ts";
import { DrawVersion } from "./draw-version.tsx";
import type { MessageFacts } from "./message-facts.ts";
import type { Drawable } from "./read-version.ts";

interface WhyTabProps {
  readonly message: MessageRef;
  readonly facts: MessageFacts;
  readonly slack: SlackView;
  readonly act: PaneProps<never>["act"];
}

/** Asks the bot itself, as somebody who is there, why a message was posted, and shows its own answer. */
export function WhyTab({ message, facts, slack, act }: WhyTabProps) {
  const [asker, setAsker] = useState(facts.people[0]?.id);
  const [answer, setAnswer] = useState<ActionAnswer | "asking">();
  const asks = useRef(0);

  const ask = useCallback(
    async (userId: string) => {
      const asked = ++asks.current;
      setAnswer("asking");
      const { chat, placeId, id } = message;
      const heard = await act(
        chat === "slack"
          ? { kind: "slack-why", userId, channelId: placeId, ts: id }
          : { kind: "teams-why", userId, placeId, messageId: id },
      );
      if (asked === asks.current) setAnswer(heard);
    },
    [act, message],
  );
  const mayAsk = facts.fromBot && asker !== undefined;
  useEffect(() => {
    // Once for each opening of the tab; whoever wants more presses the button.
    if (mayAsk && asks.current === 0) void ask(asker);
  }, [mayAsk, ask, asker]);

  if (!facts.fromBot) return <p className="pg-empty">A person wrote this. Only the bot&apos;s messages have a why.</p>;
  if (asker === undefined) return <p className="pg-empty">Nobody is here who could ask.</p>;
  return (
    <div className="pg-why">
      <div className="pg-why-tools">
        <label>
          Ask as{" "}
          <select value={asker} onChange={({ target }) => setAsker(target.value)}>
            {facts.people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="pg-button pg-button-small"
          disabled={answer === "asking"}
          onClick={() => void ask(asker)}
        >
          {answer === "asking" ? "Asking…" : "Ask again"}
        </button>
      </div>
      <div aria-live="polite" aria-busy={answer === "asking"}>
        {answer === "asking" && <p className="pg-empty">The bot is asked…</p>}
        {answer !== undefined && answer !== "asking" && <Answer answer={answer} slack={slack} />}
      </div>
    </div>
  );
}

function Answer({ answer, slack }: { readonly answer: ActionAnswer; readonly slack: SlackView }) {
  if (!answer.ok) return <p className="pg-empty">{answer.message}</p>;
  const drawable: Drawable | undefined = answer.slack
    ? { chat: "slack", ...answer.slack }
    : answer.teams && { chat: "teams", text: answer.teams.text, card: answer.teams.card };
  if (drawable === undefined) return <p className="pg-empty">The bot answered nothing.</p>;
  return <DrawVersion drawable={drawable} slack={slack} />;
}
