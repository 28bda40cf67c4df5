import type { renderAsync } from "@resvg/resvg-js";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { OpenChart } from "./render-svg.ts";
import { coversText, measureBy, type MeasureText } from "./text/measure-text.ts";
import { readFont } from "./text/read-font.ts";

/** What drawing needs and takes half a second to load. */
export interface DrawingTools {
  readonly openChart: OpenChart;
  readonly renderAsync: typeof renderAsync;
  /** Paths of the fonts that texts are measured by and drawn with. */
  readonly fontFiles: readonly string[];
  readonly measure: MeasureText;
  /** Whether the fonts can draw all of a text. */
  readonly covers: (text: string) => boolean;
}

/** Loads echarts, resvg and the fonts. */
export async function loadDrawingTools(): Promise<DrawingTools> {
  const regularFile = fileURLToPath(import.meta.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"));
  const semiBoldFile = fileURLToPath(import.meta.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"));
  const [core, charts, components, renderers, resvg, regularBytes, semiBoldBytes] = await Promise.all([
    import("echarts/core"),
    import("echarts/charts"),
    import("echarts/components"),
    import("echarts/renderers"),
    import("@resvg/resvg-js"),
    readFile(regularFile),
    readFile(semiBoldFile),
  ]);
  core.use([charts.LineChart, components.GridComponent, components.GraphicComponent, renderers.SVGRenderer]);
  const regular = readFont(regularBytes);
  return {
    openChart: core.init,
    renderAsync: resvg.renderAsync,
    fontFiles: [regularFile, semiBoldFile],
    measure: measureBy({ 400: regular, 600: readFont(semiBoldBytes) }),
    covers: (text) => coversText(regular, text),
  };
}
