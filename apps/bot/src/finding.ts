/** One thing that was checked. `note`: it works, but something is left out on purpose or by mistake. */
export interface Finding {
  readonly verdict: "good" | "note" | "bad";
  readonly subject: string;
  readonly detail: string;
  /** What to do, where something is to be done. */
  readonly todo?: string;
}
