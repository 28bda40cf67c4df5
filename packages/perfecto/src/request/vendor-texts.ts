import type { LabErrorKind } from "@perfecto-bot/pipeline";

/**
 * Error texts of the lab that say what its HTTP status does not. The status of each is undocumented, and some come with
 * 200 or 500. This is the only place where the lab's words decide anything.
 */
const vendorTexts: readonly { readonly text: string; readonly kind: LabErrorKind }[] = [
  // https://github.com/PerfectoMobileSA/PerfectoActions (perfecto/perfectoactions.py)
  { text: "failed decoding the offline token", kind: "token-refused" },
  { text: "missing perfecto-tenantid header", kind: "wrong-lab" },
  { text: "time period is not in supported range", kind: "window-too-old" },
];

/** What the lab's error messages mean, or undefined where none of them is known. */
export function kindOfVendorTexts(messages: readonly string[]): LabErrorKind | undefined {
  const said = messages.map((message) => message.toLowerCase());
  return vendorTexts.find(({ text }) => said.some((message) => message.includes(text)))?.kind;
}
