import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What mostly waits comes first, so that what mostly computes fills its waits. */
const PROJECTS = ["whole", "integration", "unit"];
/** Between two tests that drive a browser so many others begin: a browser needs most of a core while it draws. */
const BETWEEN_BROWSERS = 2;

/** Puts the tests that take longest at the beginning, and those with a browser apart: none of them is left alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = files.filter((file) => !hasBrowser(file)).toSorted((one, other) => rankOf(one) - rankOf(other));
    return files.filter(hasBrowser).reduce((sorted, file, index) => {
      const at = (index + 1) * (BETWEEN_BROWSERS + 1) - 1;
      return sorted.toSpliced(at, 0, file);
    }, others);
  }
}

function hasBrowser({ moduleId }: TestSpecification): boolean {
  return moduleId.includes("/test/e2e/") || moduleId.includes("/demo.integration.");
}

function rankOf({ project, moduleId }: TestSpecification): number {
  return PROJECTS.indexOf(project.name) * 2 + (moduleId.includes("kills") ? 0 : 1);
}
