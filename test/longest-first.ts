import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What mostly waits comes first, so that what mostly computes fills its waits. */
const PROJECTS = ["whole", "integration", "unit"];

/** Puts the tests that take longest at the beginning: none of them is left alone at the end of a run. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ project, moduleId }: TestSpecification): number {
  return PROJECTS.indexOf(project.name) * 2 + (moduleId.includes("kills") ? 0 : 1);
}
