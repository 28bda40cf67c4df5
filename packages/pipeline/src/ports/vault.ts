import type { Notebook } from "./notebook.ts";

/** A notebook for secret texts, encrypted at rest: OAuth installations. */
export type Vault = Notebook;
