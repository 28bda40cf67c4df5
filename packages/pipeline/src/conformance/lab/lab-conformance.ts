import { labErrors } from "./lab-errors.ts";
import { labLists } from "./lab-lists.ts";
import type { LabDriver, LabStage } from "./lab-stage.ts";

/** What every lab promises, whatever its vendor. */
export function labConformance<Stage extends LabStage>(name: string, driver: LabDriver<Stage>): void {
  labLists(name, driver);
  labErrors(name, driver);
}
