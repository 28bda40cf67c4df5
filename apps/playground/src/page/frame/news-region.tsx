import { memo, useEffect, useRef, useState } from "react";
import type { PlaygroundState } from "../../wire/playground-state.ts";
import { newsOf } from "./news-of.ts";

/** Tells screen readers the little that they should hear unasked. */
export const NewsRegion = memo(function NewsRegion({ state }: { readonly state: PlaygroundState }) {
  const before = useRef(state);
  const [news, setNews] = useState("");
  useEffect(() => {
    const words = newsOf(before.current, state);
    before.current = state;
    if (words !== "") setNews(words);
  }, [state]);
  return (
    <div className="visually-hidden" role="status" aria-label="News">
      {news}
    </div>
  );
});
