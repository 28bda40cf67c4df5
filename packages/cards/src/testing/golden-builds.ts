import type { Card } from "../card.ts";
import { BUILD_SAMPLES } from "./builds/build-samples.ts";
import { FAILURE_SAMPLES } from "./builds/failure-samples.ts";
import { OTHER_SAMPLES } from "./builds/other-samples.ts";

/** Every kind of card that tells of a build, by name: the golden files of the cards and of each chat are made from these. */
export const GOLDEN_BUILDS: Readonly<Record<string, Card>> = {
  ...named("build", BUILD_SAMPLES),
  ...named("failure", FAILURE_SAMPLES),
  ...OTHER_SAMPLES,
};

function named(kind: string, samples: Readonly<Record<string, Card>>): Readonly<Record<string, Card>> {
  return Object.fromEntries(Object.entries(samples).map(([name, card]) => [`${kind}-${name}`, card]));
}
