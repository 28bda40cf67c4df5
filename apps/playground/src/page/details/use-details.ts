import { useEffect, useState } from "react";
import type { MessageDetails } from "../../wire/message-details.ts";
import type { MessageRef } from "../pane-props.ts";
import { fetchDetails } from "./fetch-details.ts";

/** What is known of a message's versions. */
export interface KnownDetails {
  /** Stay while newer ones are fetched. */
  readonly details: MessageDetails | undefined;
  readonly problem: string | undefined;
}

/** A message's versions, fetched again whenever it has another number of them. */
export function useDetails(message: MessageRef, versions: number | undefined): KnownDetails {
  const [known, setKnown] = useState<KnownDetails>({ details: undefined, problem: undefined });
  const { chat, placeId, id } = message;
  useEffect(() => {
    const ended = new AbortController();
    fetchDetails({ chat, placeId, id }, ended.signal).then(
      (details) => setKnown({ details, problem: undefined }),
      (error: unknown) => {
        if (ended.signal.aborted) return;
        const problem = error instanceof Error ? error.message : String(error);
        setKnown(({ details }) => ({ details, problem }));
      },
    );
    return () => ended.abort();
  }, [chat, placeId, id, versions]);
  return known;
}
