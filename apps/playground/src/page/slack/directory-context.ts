import { createContext } from "react";
import type { Directory } from "./directory.ts";
import { createDirectory } from "./directory.ts";

/** Who and what the ids in messages stand for; empty unless given. */
export const DirectoryContext = createContext<Directory>(
  createDirectory({ botUserId: "", people: [], channels: [], userGroups: [] }),
);

/** The person who is being played, whose mentions stand out; "" for nobody. */
export const ReaderContext = createContext("");
