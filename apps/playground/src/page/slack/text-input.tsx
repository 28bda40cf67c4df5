import type { ChangeEvent, KeyboardEvent, ReactNode } from "react";
import type { ElementProps } from "./element-props.ts";
import { entryList } from "./element-entry.ts";
import { readObject, readText, readTexts } from "./read-json.ts";
import { plainWords } from "./text-object.tsx";
import type { ElementState } from "./use-element.ts";

const TYPES: Readonly<Record<string, string>> = {
  email_text_input: "email",
  url_text_input: "url",
  datepicker: "date",
  timepicker: "time",
  datetimepicker: "datetime-local",
};

/** What a field is called that says nothing itself. */
const NAMES: Readonly<Record<string, string>> = {
  datepicker: "Date",
  timepicker: "Time",
  datetimepicker: "Date and time",
};

/**
 * A field to write in, or to enter a date or a time.
 * @see https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
 */
export function TextInput({ element, field, name, state }: ElementProps & { readonly state: ElementState }): ReactNode {
  const type = readText(element["type"]);
  const placeholder = plainWords(readObject(element["placeholder"]));
  const [written = ""] = entryList(state.entry);
  const value = type === "datetimepicker" ? toLocal(written) : written;
  const picks = type.endsWith("picker");
  const isNumber = type === "number_input";
  const when = readTexts(readObject(element["dispatch_action_config"])["trigger_actions_on"]);

  const change = ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>): void => {
    const entry = type === "datetimepicker" ? fromLocal(target.value) : target.value;
    if (picks) state.enter(entry === "" ? [] : entry);
    else if (field?.dispatches === true && when.includes("on_character_entered")) state.send(entry);
    else state.write(entry);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || field?.dispatches !== true || picks) return;
    event.preventDefault();
    if (when.length === 0 || when.includes("on_enter_pressed")) state.send(written);
  };
  const common = {
    id: field?.id,
    className: "sl-field",
    placeholder,
    value,
    disabled: state.inert,
    maxLength: typeof element["max_length"] === "number" ? element["max_length"] : undefined,
    "aria-label": field === undefined ? (name ?? (placeholder || (NAMES[type] ?? "Text"))) : undefined,
    "aria-describedby": field?.describedBy || undefined,
    "aria-invalid": field?.invalid,
    "aria-busy": state.busy,
    onChange: change,
    onKeyDown: press,
  };
  if (element["multiline"] === true) return <textarea {...common} rows={4} />;
  return <input {...common} type={TYPES[type] ?? "text"} inputMode={isNumber ? "decimal" : undefined} />;
}

/** Slack counts in seconds since 1970; the browser's field wants local time without a zone. */
function toLocal(epochS: string): string {
  if (!/^\d{1,10}$/u.test(epochS)) return "";
  const atMs = Number(epochS) * 1000;
  return new Date(atMs - new Date(atMs).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function fromLocal(local: string): string {
  const atMs = Date.parse(local);
  return Number.isNaN(atMs) ? "" : String(Math.floor(atMs / 1000));
}
