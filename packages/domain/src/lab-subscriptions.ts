import { compileGlob, nameOf, type GlobMatcher } from "./glob.ts";
import type { Subscription } from "./subscription.ts";
import { watchedJobs, type WatchedJobs } from "./watched-jobs.ts";

/** What is subscribed to in one lab. */
export interface LabSubscriptions {
  /** What its active subscriptions want. */
  readonly watched: WatchedJobs;
  /** The subscriptions that cover a job, paused ones included; those to `*` alone where it has no name. */
  readonly covering: (job: string | undefined) => readonly Subscription[];
}

/** The subscriptions to one glob, by id. */
interface SubscribedGlob {
  readonly matches: GlobMatcher;
  readonly subscriptions: Map<string, Subscription>;
}

/** Of so many jobs it is kept which globs cover them. */
const MOST_KNOWN_JOBS = 2_000;

/**
 * The subscriptions of one lab by job: exact names are looked up, globs are matched once for each job. So asking costs the
 * same however many subscriptions there are to other jobs.
 */
export class LabIndex implements LabSubscriptions {
  readonly #names = new Map<string, Map<string, Subscription>>();
  readonly #globs = new Map<string, SubscribedGlob>();
  /** How many active subscriptions each pattern has. */
  readonly #active = new Map<string, number>();
  /** The globs that cover a job, as far as it was asked for. */
  readonly #covers = new Map<string, readonly SubscribedGlob[]>();
  #watched: WatchedJobs | undefined;

  get watched(): WatchedJobs {
    this.#watched ??= watchedJobs(this.#active.keys());
    return this.#watched;
  }

  covering(job: string | undefined): readonly Subscription[] {
    const exact = job === undefined ? undefined : this.#names.get(job);
    const globs = this.#globs.size === 0 ? [] : this.#globsOver(job ?? "");
    return [...(exact?.values() ?? []), ...globs.flatMap(({ subscriptions }) => [...subscriptions.values()])];
  }

  add(subscription: Subscription): void {
    const { id, job, paused } = subscription;
    this.#bucketFor(job).set(id, subscription);
    if (paused === undefined) this.#count(job, 1);
  }

  remove({ id, job, paused }: Subscription): void {
    const name = nameOf(job);
    const bucket = name === undefined ? this.#globs.get(job)?.subscriptions : this.#names.get(name);
    if (bucket?.delete(id) !== true) return;
    if (paused === undefined) this.#count(job, -1);
    if (bucket.size > 0) return;
    if (name !== undefined) this.#names.delete(name);
    else {
      this.#globs.delete(job);
      this.#covers.clear();
    }
  }

  #bucketFor(job: string): Map<string, Subscription> {
    const name = nameOf(job);
    const known = name === undefined ? this.#globs.get(job)?.subscriptions : this.#names.get(name);
    if (known !== undefined) return known;
    const subscriptions = new Map<string, Subscription>();
    if (name !== undefined) this.#names.set(name, subscriptions);
    else {
      this.#globs.set(job, { matches: compileGlob(job), subscriptions });
      this.#covers.clear();
    }
    return subscriptions;
  }

  #count(job: string, change: 1 | -1): void {
    const before = this.#active.get(job) ?? 0;
    const after = before + change;
    if (after > 0) this.#active.set(job, after);
    else this.#active.delete(job);
    if (before === 0 || after === 0) this.#watched = undefined;
  }

  #globsOver(job: string): readonly SubscribedGlob[] {
    const known = this.#covers.get(job);
    if (known !== undefined) return known;
    const found = [...this.#globs.values()].filter(({ matches }) => matches(job));
    if (this.#covers.size >= MOST_KNOWN_JOBS) this.#covers.clear();
    this.#covers.set(job, found);
    return found;
  }
}
