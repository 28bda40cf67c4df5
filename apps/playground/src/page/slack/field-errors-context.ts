import { createContext } from "react";

/** What is wrong with the fields of a modal, by block id. */
export const FieldErrorsContext = createContext<Readonly<Record<string, string>>>({});
