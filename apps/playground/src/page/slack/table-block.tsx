import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import { useState } from "react";
import type { ReactNode } from "react";
import { readList, readObject, readObjects, readText } from "./read-json.ts";
import { RichText } from "./rich-text.tsx";

const DEFAULT_PAGE_SIZE = 5;

/**
 * A `table` block, or a `data_table` with its caption and pages.
 * @see https://docs.slack.dev/reference/block-kit/blocks/table-block
 */
export function TableBlock({ block }: { readonly block: JsonObject }): ReactNode {
  const [page, setPage] = useState(0);
  const isData = block["type"] === "data_table";
  const [head = [], ...rows] = readList(block["rows"]).map(readObjects);
  const size = typeof block["page_size"] === "number" ? Math.max(1, block["page_size"]) : DEFAULT_PAGE_SIZE;
  const pages = isData ? Math.max(1, Math.ceil(rows.length / size)) : 1;
  const at = Math.min(page, pages - 1);
  const shown = isData ? rows.slice(at * size, (at + 1) * size) : rows;
  const settings = readObjects(block["column_settings"]);
  const caption = readText(block["caption"]);
  return (
    <div className="sl-table">
      <div className="sl-table-scroll" tabIndex={0} role="group" aria-label={caption === "" ? "Table" : caption}>
        <table>
          {caption === "" ? undefined : <caption>{caption}</caption>}
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th key={column} scope="col" style={{ textAlign: alignOf(settings[column], cell) }}>
                  <Cell cell={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={at * size + index}>
                {row.map((cell, column) => (
                  <td key={column} style={{ textAlign: alignOf(settings[column], cell) }}>
                    <Cell cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <div className="sl-table-pages">
          <button type="button" className="sl-button" disabled={at === 0} onClick={() => setPage(at - 1)}>
            Previous
          </button>
          <span>
            {at + 1} of {pages}
          </span>
          <button type="button" className="sl-button" disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            Next
          </button>
        </div>
      )}
    </div>
  );
}

function Cell({ cell }: { readonly cell: JsonObject }): ReactNode {
  if (cell["type"] === "rich_text") return <RichText block={cell} />;
  return cell["type"] === "raw_number" ? numberWords(cell["value"], readText(cell["text"])) : readText(cell["text"]);
}

function numberWords(value: JsonValue | undefined, text: string): string {
  if (text !== "") return text;
  return typeof value === "number" ? String(value) : "";
}

function alignOf(settings: JsonObject | undefined, cell: JsonObject): "left" | "center" | "right" {
  const align = readObject(settings)["align"];
  if (align === "left" || align === "center" || align === "right") return align;
  return cell["type"] === "raw_number" ? "right" : "left";
}
