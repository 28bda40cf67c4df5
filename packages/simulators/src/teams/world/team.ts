/** A team. Its id is that of its first channel, General. */
export class Team {
  readonly id: string;
  readonly tenantId: string;
  readonly aadGroupId: string;
  name: string;
  /** User ids. */
  readonly members: Set<string>;
  /** Whether the bot is installed in it, and so in its standard channels. */
  installed = false;
  archived = false;
  deleted = false;

  constructor(fields: Pick<Team, "id" | "tenantId" | "aadGroupId" | "name"> & { readonly members: Iterable<string> }) {
    this.id = fields.id;
    this.tenantId = fields.tenantId;
    this.aadGroupId = fields.aadGroupId;
    this.name = fields.name;
    this.members = new Set(fields.members);
  }
}

/** A person. */
export interface TeamsUser {
  /** `29:…`, as this one bot sees it. */
  readonly id: string;
  /** The person's object id in Entra. */
  readonly aadObjectId: string;
  readonly name: string;
  readonly userPrincipalName: string;
  readonly tenantId: string;
  /** Such as `en-US`. */
  readonly locale: string;
  /** IANA time zone, such as `Europe/Berlin`. */
  readonly timeZone: string;
}
