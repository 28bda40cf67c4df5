import { fieldsOf } from "../fields-of.ts";

/**
 * Whether an answer came as a web page: something between us and Teams spoke, and nobody knows whether Teams did. An edit
 * needs nothing of its answer, so that only this tells the two apart.
 */
export function isWebPage(answer: unknown): boolean {
  const headers = fieldsOf(fieldsOf(answer)["_response"])["headers"];
  const get = fieldsOf(headers)["get"];
  const type: unknown = typeof get === "function" ? get.call(headers, "content-type") : undefined;
  return typeof type === "string" && type.startsWith("text/html");
}
