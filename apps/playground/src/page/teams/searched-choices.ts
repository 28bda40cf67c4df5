import { ChoiceSetInput, GlobalRegistry } from "adaptivecards";
import { SEARCHED_CHOICES } from "./searched-type.ts";

/** A choice of an input. */
export interface SearchedChoice {
  readonly title: string;
  readonly value: string;
}

/**
 * An Input.ChoiceSet whose choices the bot searches for while somebody types. The renderer's own knows no choice of
 * several and cannot be used by keyboard alone: this one leaves a place for the page's own field, and holds what was
 * chosen in it.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
export class SearchedChoices extends ChoiceSetInput {
  /** Where the field goes. */
  readonly host = document.createElement("div");
  private picked: readonly string[] | undefined;
  private labels = "";
  private readonly listeners = new Set<() => void>();

  /** Not the renderer's own, which marks what is wrong at a field that is not there. */
  override isDynamicTypeahead(): boolean {
    return false;
  }

  override getJsonTypeName(): string {
    return SEARCHED_CHOICES;
  }

  /** The choices that are in the card. */
  get ownChoices(): readonly SearchedChoice[] {
    return this.choices.flatMap(({ title, value }) =>
      title === undefined || value === undefined ? [] : [{ title, value }],
    );
  }

  /** The values that are chosen now: at first those that the card says, as far as it has them as choices. */
  get chosen(): readonly string[] {
    if (this.picked !== undefined) return this.picked;
    const { defaultValue = "" } = this;
    const own = new Set(this.choices.map(({ value }) => value));
    this.picked = (this.isMultiSelect ? defaultValue.split(",") : [defaultValue]).filter((value) => own.has(value));
    return this.picked;
  }

  /** Ids of its label and its error, between spaces. */
  get labelIds(): string {
    return this.labels;
  }

  choose(values: readonly string[]): void {
    this.picked = values;
    this.valueChanged();
    this.tell();
  }

  /** Hears of changes of what is chosen and of what it is labelled by. @returns a function that stops it */
  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  override get value(): string | undefined {
    return this.chosen.length === 0 ? undefined : this.chosen.join(",");
  }

  override isSet(): boolean {
    return this.chosen.length > 0;
  }

  /** What is chosen was offered. */
  override isValid(): boolean {
    return true;
  }

  override focus(): void {
    this.host.querySelector("input")?.focus();
  }

  protected override internalRender(): HTMLElement {
    this.host.className = "ac-input teams-search";
    return this.host;
  }

  /** The labels are for the field inside. */
  protected override updateInputControlAriaLabelledBy(): void {
    this.labels = this.getAllLabelIds().join(" ");
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

GlobalRegistry.elements.register(SEARCHED_CHOICES, SearchedChoices);
