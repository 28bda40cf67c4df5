import type { PlaygroundState } from "@perfecto-bot/playground/testing";

const BEGINNING = "data: ";

/** What the playground tells a page first: everything as it is now. */
export async function readState(url: string): Promise<PlaygroundState> {
  const ending = new AbortController();
  const response = await fetch(new URL("api/events", url), { signal: ending.signal });
  try {
    let text = "";
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      const from = text.indexOf(BEGINNING);
      const to = text.indexOf("\n\n", from);
      if (from < 0 || to < 0) continue;
      const event: { readonly state: PlaygroundState } = JSON.parse(text.slice(from + BEGINNING.length, to));
      return event.state;
    }
    throw new Error("The playground told nothing.");
  } finally {
    ending.abort();
  }
}
