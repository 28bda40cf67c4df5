export { makeTeamsPackage } from "./make-teams-package.ts";
export type { TeamsPackageOptions } from "./make-teams-package.ts";
export { TeamsPackageError } from "./teams-package-error.ts";
