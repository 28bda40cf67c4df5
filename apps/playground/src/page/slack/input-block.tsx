import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { useContext, useId } from "react";
import type { ReactNode } from "react";
import { BlockElement } from "./block-element.tsx";
import { FieldErrorsContext } from "./field-errors-context.ts";
import { readObject, readText } from "./read-json.ts";
import { plainWords } from "./text-object.tsx";

/** Elements that hold several controls, each with a label of its own. */
const GROUPS: ReadonlySet<unknown> = new Set(["checkboxes", "radio_buttons"]);

/**
 * An input with its label, hint and error.
 * @see https://docs.slack.dev/reference/block-kit/blocks/input-block
 */
export function InputBlock({ block }: { readonly block: JsonObject }): ReactNode {
  const id = useId();
  const errors = useContext(FieldErrorsContext);
  const blockId = readText(block["block_id"]);
  const element = readObject(block["element"]);
  const label = plainWords(readObject(block["label"]));
  const hint = plainWords(readObject(block["hint"]));
  const error = errors[blockId];
  const isGroup = GROUPS.has(element["type"]);
  const describedBy = [error === undefined ? "" : `${id}-error`, hint === "" ? "" : `${id}-hint`].join(" ").trim();
  const name = (
    <>
      {label}
      {block["optional"] === true && <span className="sl-optional"> (optional)</span>}
    </>
  );
  const control = (
    <BlockElement
      element={element}
      blockId={blockId}
      field={{ id, describedBy, invalid: error !== undefined, dispatches: block["dispatch_action"] === true }}
      name={label}
    />
  );
  return (
    <div className={error === undefined ? "sl-input" : "sl-input sl-input-wrong"}>
      {isGroup ? (
        <fieldset aria-describedby={describedBy === "" ? undefined : describedBy}>
          <legend>{name}</legend>
          {control}
        </fieldset>
      ) : (
        <>
          <label htmlFor={id}>{name}</label>
          {control}
        </>
      )}
      {error !== undefined && (
        <p className="sl-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint !== "" && (
        <p className="sl-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
