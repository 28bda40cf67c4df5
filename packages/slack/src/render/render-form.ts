import type { Form, FormInput } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import type { InputBlock, KnownBlock, ModalView, Option, PlainTextOption } from "@slack/types";
import { clampText, cleanLineText, isBlankLine, tidyLine } from "@perfecto-bot/cards";
import { drawLines } from "./draw-block.ts";
import { plainText } from "./draw-buttons.ts";
import { drawLookup } from "./draw-lookup.ts";
import { formCallbackId, groupsBlockId, INPUT_ACTIONS } from "./form-ids.ts";
import { LIMITS } from "./limits.ts";
import { isSlackMention, mentionMarkup } from "./slack-mention.ts";

const INTRO_LENGTH = 1500;
const GROUP_HINT = "To call another user group, say it in the command: mention:@group";

/**
 * A form as a modal. `privateMetadata` comes back with the submission as it is: where the form was opened, what it
 * edits.
 * @throws {RangeError} when `privateMetadata` is longer than Slack carries (3000): cut, it would mean something else.
 * @see https://docs.slack.dev/reference/views/modal-views
 */
export function renderForm(form: Form, privateMetadata: string): ModalView {
  if (privateMetadata.length > LIMITS.privateMetadata)
    throw new RangeError(
      `private_metadata of form ${form.kind} has ${privateMetadata.length} characters, at most ${LIMITS.privateMetadata} fit`,
    );
  const intro = tidyLine(form.intro ?? [], INTRO_LENGTH);
  return {
    type: "modal",
    callback_id: formCallbackId(form.kind),
    private_metadata: privateMetadata,
    title: plainText(form.title, LIMITS.modalTitle),
    submit: plainText(form.submitLabel, LIMITS.modalTitle, "Save"),
    close: plainText("Cancel", LIMITS.modalTitle),
    blocks: [...(isBlankLine(intro) ? [] : drawLines([intro])), ...form.inputs.flatMap(drawInput)].slice(
      0,
      LIMITS.blocksPerModal,
    ),
  };
}

function drawInput(input: FormInput): KnownBlock[] {
  switch (input.kind) {
    case "text": {
      const value = clampText(cleanLineText(input.value ?? ""), LIMITS.inputValue);
      return [
        {
          ...inputBlock(input, input.optional),
          element: {
            type: "plain_text_input",
            action_id: INPUT_ACTIONS.text,
            ...(value === "" ? {} : { initial_value: value }),
            ...(input.placeholder === undefined
              ? {}
              : { placeholder: plainText(input.placeholder, LIMITS.placeholder) }),
          },
        },
      ];
    }
    case "select": {
      const options = input.options
        .filter(({ value }) => value !== "" && value.isWellFormed() && value.length <= LIMITS.optionValue)
        .slice(0, LIMITS.selectOptions)
        .map(({ value, label }): PlainTextOption => ({ text: plainText(label, LIMITS.optionText, value), value }));
      const initial = options.find(({ value }) => value === input.value);
      if (options.length === 0) return [];
      return [
        {
          ...inputBlock(input, false),
          element: {
            type: "static_select",
            action_id: INPUT_ACTIONS.select,
            options,
            ...(initial === undefined ? {} : { initial_option: initial }),
          },
        },
      ];
    }
    case "lookup":
      return [{ ...inputBlock(input, input.optional), element: drawLookup(input) }];
    case "people":
      return drawPeople(input);
  }
}

/** People by Slack's own picker. It has no user groups, so those already called, and "here", are boxes to tick. */
function drawPeople(input: Extract<FormInput, { readonly kind: "people" }>): KnownBlock[] {
  const known = input.value.filter(isSlackMention);
  const users = [...new Set(known.filter(({ kind }) => kind === "user").map(({ id }) => id))];
  const groups = new Set(known.filter(({ kind }) => kind === "group").map(({ id }) => id));
  const here = known.some(({ kind }) => kind === "here");
  const boxes: readonly { readonly mention: Mention; readonly ticked: boolean }[] = [
    { mention: { kind: "here", id: "" }, ticked: here },
    ...[...groups].map((id) => ({ mention: { kind: "group", id } as const, ticked: true })),
  ];
  const blocks: KnownBlock[] = [
    {
      ...inputBlock(input, true),
      element: {
        type: "multi_users_select",
        action_id: INPUT_ACTIONS.people,
        placeholder: plainText("Choose people", LIMITS.placeholder),
        ...(users.length === 0 ? {} : { initial_users: users }),
      },
    },
  ];
  for (let at = 0, part = 0; at < boxes.length; at += LIMITS.checkboxOptions, part += 1) {
    const boxesHere = boxes.slice(at, at + LIMITS.checkboxOptions);
    const ticked = boxesHere.filter((box) => box.ticked).map((box) => groupOption(box.mention));
    blocks.push({
      type: "input",
      block_id: groupsBlockId(input.id, part),
      label: plainText(part === 0 ? "Call groups as well" : "More groups", LIMITS.inputLabel),
      ...(part === 0 ? { hint: plainText(GROUP_HINT, LIMITS.inputLabel) } : {}),
      optional: true,
      element: {
        type: "checkboxes",
        action_id: INPUT_ACTIONS.groups,
        options: boxesHere.map((box) => groupOption(box.mention)),
        ...(ticked.length === 0 ? {} : { initial_options: ticked }),
      },
    });
  }
  return blocks;
}

/** A box's name: Slack writes a group's own name in place of the markup. Nobody is called by a modal. */
function groupOption(mention: Mention): Option {
  if (mention.kind === "here")
    return { text: plainText("Everybody present (@here)", LIMITS.optionText), value: "here" };
  return { text: { type: "mrkdwn", text: mentionMarkup(mention) ?? mention.id, verbatim: true }, value: mention.id };
}

function inputBlock(input: FormInput, optional: boolean): Omit<InputBlock, "element"> {
  return {
    type: "input",
    block_id: input.id,
    label: plainText(input.label, LIMITS.inputLabel),
    ...(input.hint === undefined ? {} : { hint: plainText(input.hint, LIMITS.inputLabel) }),
    optional,
  };
}
