/** What drawing a message needs to know of the world around it. */
export interface DrawContext {
  /** IANA time zone that moments are shown in. */
  readonly timeZone: string;
  /** The name of a user, channel or user group, without sign; undefined for an unknown id. */
  readonly nameOf: (id: string) => string | undefined;
}
