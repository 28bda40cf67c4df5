import type { ReactNode } from "react";
import { ChoiceBoxes } from "./choice-boxes.tsx";
import { BlockButton } from "./block-button.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import type { ElementProps } from "./element-props.ts";
import { MultiMenu } from "./multi-menu.tsx";
import { OverflowMenu } from "./overflow-menu.tsx";
import { readText } from "./read-json.ts";
import { SelectMenu } from "./select-menu.tsx";
import { TextInput } from "./text-input.tsx";
import { UnknownBlock } from "./unknown-block.tsx";
import { useElement } from "./use-element.ts";
import type { ElementState } from "./use-element.ts";

/**
 * An element that people act on, with the question before it and the error after it.
 * @see https://docs.slack.dev/reference/block-kit/block-elements
 */
export function BlockElement(props: ElementProps): ReactNode {
  const state = useElement(props);
  return (
    <>
      <Control {...props} state={state} />
      {state.question !== undefined && <ConfirmDialog question={state.question} onAnswer={state.answer} />}
      {state.error !== "" && (
        <p className="sl-error" role="alert">
          {state.error}
        </p>
      )}
    </>
  );
}

function Control(props: ElementProps & { readonly state: ElementState }): ReactNode {
  const type = readText(props.element["type"]);
  switch (type) {
    case "button":
    case "workflow_button":
      return <BlockButton {...props} />;
    case "overflow":
      return <OverflowMenu {...props} />;
    case "static_select":
    case "users_select":
    case "conversations_select":
    case "channels_select":
      return <SelectMenu {...props} />;
    case "external_select":
    case "multi_static_select":
    case "multi_users_select":
    case "multi_conversations_select":
    case "multi_channels_select":
    case "multi_external_select":
      return <MultiMenu {...props} />;
    case "checkboxes":
    case "radio_buttons":
      return <ChoiceBoxes {...props} />;
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
    case "datepicker":
    case "timepicker":
    case "datetimepicker":
      return <TextInput {...props} />;
    default:
      return <UnknownBlock type={type} />;
  }
}
