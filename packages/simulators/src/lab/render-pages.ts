import { escapeHtml } from "./escape-html.ts";
import { type LabExecution, stepsOf } from "./lab-execution.ts";
import type { WirePlatform } from "./wire-execution.ts";

const style =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}" +
  "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .75rem .25rem 0;vertical-align:top}" +
  "pre{white-space:pre-wrap;overflow-wrap:anywhere}aside{border-left:.25rem solid #b35900;padding-left:1rem}";

/** A page of the simulated lab with its notice. `content` is HTML already. */
function page(title: string, content: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
    `<style>${style}</style></head><body><aside>This is a <strong>simulated lab</strong>. ` +
    `No device ran anything: the data is made up.</aside><h1>${escapeHtml(title)}</h1>${content}</body></html>`
  );
}

/** The report of one execution. */
export function renderReport(execution: LabExecution): string {
  const { resource } = execution;
  const rows = stepsOf(execution).flatMap(({ name: step, commands }) =>
    commands.map((command) => row([step, command.name, command.status ?? "", command.message?.split("\n")[0] ?? ""])),
  );
  const media = [
    ...(resource.videos ?? []).map((video) => link(video.streamingUrl, "Video")),
    ...(resource.artifacts ?? []).map((artifact) => link(artifact.path, artifact.type)),
  ];
  return page(
    resource.name ?? "Test without a name",
    `<p>${escapeHtml(resource.status ?? "UNKNOWN")}${jobText(execution)}</p>` +
      `<p>${(resource.platforms ?? []).map(platformText).map(escapeHtml).join("<br>")}</p>` +
      (resource.message ? `<pre>${escapeHtml(resource.message)}</pre>` : "") +
      `<p>${media.join(" · ")}</p>` +
      `<table><tr><th>Step</th><th>Command</th><th>Status</th><th>Message</th></tr>${rows.join("")}</table>`,
  );
}

/** The report library with the given executions. */
export function renderLibrary(executions: readonly LabExecution[], total: number): string {
  const rows = executions.map((execution) => {
    const { id, name, status, platforms } = execution.resource;
    return (
      `<tr><td>${escapeHtml(status ?? "UNKNOWN")}</td>` +
      `<td><a href="/reporting/test/${encodeURIComponent(id)}">${escapeHtml(name ?? id)}</a></td>` +
      `<td>${escapeHtml((platforms ?? []).map(platformText).join(", "))}</td></tr>`
    );
  });
  const shown =
    executions.length < total ? `The newest ${executions.length} of ${total} executions` : `${total} executions`;
  return page("Report library", `<p>${shown}</p><table>${rows.join("")}</table>`);
}

/** The place of a video or an artifact. */
export function renderMedia(execution: LabExecution, file: string): string {
  const { id, name } = execution.resource;
  return page(
    file,
    `<p>A real lab would have this file here. It belongs to ` +
      `<a href="/reporting/test/${encodeURIComponent(id)}">${escapeHtml(name ?? id)}</a>.</p>`,
  );
}

/** A picture that stands for a screenshot, as SVG. */
export function renderScreenshot(execution: LabExecution, file: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="640" viewBox="0 0 360 640">' +
    '<rect width="360" height="640" fill="#e8eaee"/><g font-family="sans-serif" text-anchor="middle" fill="#333">' +
    '<text x="180" y="290" font-size="20">Simulated screenshot</text>' +
    `<text x="180" y="320" font-size="13">${escapeHtml(execution.resource.name ?? "")}</text>` +
    `<text x="180" y="345" font-size="13">${escapeHtml(file)}</text></g></svg>`
  );
}

/** What is said of an address that leads nowhere. */
export function renderNothingHere(): string {
  return page("Nothing here", "<p>This simulated lab has nothing at this address.</p>");
}

function platformText({ mobileInfo, browserInfo, os, osVersion }: WirePlatform): string {
  const device = mobileInfo
    ? [mobileInfo.manufacturer, mobileInfo.model]
    : [browserInfo?.browserType, browserInfo?.browserVersion];
  return [...device, os, osVersion].filter(Boolean).join(" ");
}

function jobText({ resource: { job } }: LabExecution): string {
  if (job?.name === undefined) return "";
  const number = job.number === undefined ? "" : ` #${job.number}`;
  return escapeHtml(` in ${job.name}${number}${job.branch === undefined ? "" : ` (${job.branch})`}`);
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`;
}

function link(address: string | undefined, text: string): string {
  return address?.startsWith("http") ? `<a href="${escapeHtml(address)}">${escapeHtml(text)}</a>` : escapeHtml(text);
}
