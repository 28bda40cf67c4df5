import type { JsonObject } from "../json-value.ts";
import { arrayOf } from "../json-value.ts";
import type { SlackView } from "./entities.ts";
import type { EventHub } from "./event-hub.ts";
import type { Identifiers } from "./identifiers.ts";
import { LIMITS } from "../limits.ts";
import { initialState } from "./view-state.ts";

/** Who sees a new view, and where it was asked for. */
export interface ViewPlace {
  readonly teamId: string;
  readonly userId: string;
  readonly fromChannelId?: string;
}

/** The modals on each person's screen, the topmost last, and each person's home tab. */
export class ViewStacks {
  private readonly stacks = new Map<string, SlackView[]>();
  private readonly homes = new Map<string, SlackView>();
  private readonly identifiers: Identifiers;
  private readonly events: EventHub;

  constructor(identifiers: Identifiers, events: EventHub) {
    this.identifiers = identifiers;
    this.events = events;
  }

  stack(userId: string): readonly SlackView[] {
    return this.stacks.get(userId) ?? [];
  }

  top(userId: string): SlackView | undefined {
    return this.stack(userId).at(-1);
  }

  home(userId: string): SlackView | undefined {
    return this.homes.get(userId);
  }

  get homeTabs(): readonly SlackView[] {
    return [...this.homes.values()];
  }

  /** Puts a home tab back that was there before. */
  restoreHome(view: SlackView): void {
    this.homes.set(view.userId, view);
  }

  /** An open modal or home tab, by its id or the app's own external id. */
  find(key: { readonly id?: string | undefined; readonly externalId?: string | undefined }): SlackView | undefined {
    return [...this.stacks.values(), [...this.homes.values()]]
      .flat()
      .find((view) => view.id === key.id || (key.externalId && view.definition["external_id"] === key.externalId));
  }

  /** Opens a modal: it replaces whatever stack the person has. */
  open(place: ViewPlace, definition: JsonObject): SlackView {
    const view = this.make(place, definition);
    this.show(place.userId, [view]);
    return view;
  }

  /** Puts a modal on top. @returns undefined where the stack is full or there is nothing to push on. */
  push(place: ViewPlace, definition: JsonObject): SlackView | undefined {
    const stack = this.stack(place.userId);
    if (stack.length === 0 || stack.length >= LIMITS.viewStack) return undefined;
    const view = this.make(place, definition, stack.at(-1));
    this.show(place.userId, [...stack, view]);
    return view;
  }

  /** Replaces what a view says. Blocks that keep their id and action id keep what the person entered. */
  update(view: SlackView, definition: JsonObject): void {
    const entered = view.state;
    view.definition = this.complete(definition);
    view.state = initialState(arrayOf(view.definition["blocks"]), entered);
    view.hash = this.newHash();
    view.errors = {};
    this.announce(view);
  }

  publishHome(place: ViewPlace, definition: JsonObject): SlackView {
    const existing = this.homes.get(place.userId);
    if (existing) this.update(existing, definition);
    const view = existing ?? this.make(place, definition);
    this.homes.set(place.userId, view);
    if (!existing) this.events.emit("home", view);
    return view;
  }

  /** Shows field errors, by block id. */
  showErrors(view: SlackView, errors: Readonly<Record<string, string>>): void {
    view.errors = errors;
    this.announce(view);
  }

  /** Closes the topmost modal, or all of them. */
  close(userId: string, all: boolean): void {
    this.show(userId, all ? [] : this.stack(userId).slice(0, -1));
  }

  private make(place: ViewPlace, definition: JsonObject, below?: SlackView): SlackView {
    const id = this.identifiers.id("V");
    const complete = this.complete(definition);
    return {
      ...place,
      id,
      rootViewId: below?.rootViewId ?? id,
      previousViewId: below?.id ?? null,
      definition: complete,
      hash: this.newHash(),
      errors: {},
      suggested: new Map(),
      state: initialState(arrayOf(complete["blocks"]), {}),
    };
  }

  private complete(definition: JsonObject): JsonObject {
    return { ...definition, blocks: this.identifiers.fillBlockIds(arrayOf(definition["blocks"])) };
  }

  private newHash(): string {
    return this.identifiers.secret("");
  }

  private show(userId: string, stack: SlackView[]): void {
    this.stacks.set(userId, stack);
    this.events.emit("modal", { userId, stack });
  }

  private announce(view: SlackView): void {
    if (view.definition["type"] === "home") this.events.emit("home", view);
    else this.events.emit("modal", { userId: view.userId, stack: this.stack(view.userId) });
  }
}
