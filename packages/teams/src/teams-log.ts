/** Where the adapter writes what an operator should know. A pino logger fits. Fields never hold a secret or a message's text. */
export interface TeamsLog {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}
