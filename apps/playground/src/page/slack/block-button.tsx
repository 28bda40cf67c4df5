import type { ReactNode } from "react";
import type { ElementProps } from "./element-props.ts";
import { readObject, readText } from "./read-json.ts";
import { safeHref } from "./safe-href.ts";
import { plainWords } from "./text-object.tsx";
import type { ElementState } from "./use-element.ts";

/**
 * A button; one with an address opens it, and the app hears of it as well.
 * @see https://docs.slack.dev/reference/block-kit/block-elements/button-element
 */
export function BlockButton({ element, state }: ElementProps & { readonly state: ElementState }): ReactNode {
  const words = plainWords(readObject(element["text"]));
  const label = readText(element["accessibility_label"]);
  const style = readText(element["style"]);
  const className = style === "primary" || style === "danger" ? `sl-button sl-${style}` : "sl-button";
  const named = label === "" ? {} : { "aria-label": label };
  const url = safeHref(readText(element["url"]));
  if (url !== undefined)
    return (
      <a {...named} className={className} href={url} target="_blank" rel="noreferrer" onClick={() => state.send()}>
        {words}
      </a>
    );
  return (
    <button
      {...named}
      type="button"
      className={className}
      disabled={state.inert}
      aria-busy={state.busy}
      onClick={() => state.send()}
    >
      {words}
    </button>
  );
}
