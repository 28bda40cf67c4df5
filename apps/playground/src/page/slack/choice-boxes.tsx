import { useId } from "react";
import type { ReactNode } from "react";
import { choicesOf, entryList } from "./element-entry.ts";
import type { ElementProps } from "./element-props.ts";
import { TextObject } from "./text-object.tsx";
import type { ElementState } from "./use-element.ts";

/**
 * Boxes to tick, or one of several to choose.
 * @see https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element
 */
export function ChoiceBoxes({
  element,
  field,
  name,
  state,
}: ElementProps & { readonly state: ElementState }): ReactNode {
  const group = useId();
  const ticked = entryList(state.entry);
  const isMany = element["type"] === "checkboxes";
  const change = (value: string, on: boolean): void => {
    if (!isMany) state.enter(value);
    else state.enter(on ? [...ticked, value] : ticked.filter((each) => each !== value));
  };
  return (
    <div
      className="sl-boxes"
      role={field === undefined ? "group" : undefined}
      aria-label={field === undefined ? (name ?? "Choices") : undefined}
      aria-busy={state.busy}
    >
      {choicesOf(element["options"]).map(({ value, text, description }) => (
        <label key={value} className="sl-box">
          <input
            type={isMany ? "checkbox" : "radio"}
            name={group}
            value={value}
            checked={ticked.includes(value)}
            disabled={state.inert}
            onChange={({ target }) => change(value, target.checked)}
          />
          <span>
            <TextObject text={text} />
            {description !== undefined && (
              <span className="sl-box-description">
                <TextObject text={description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
