import type { EChartsType } from "echarts/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPictureDrawer } from "./create-picture-drawer.ts";
import { loadDrawingTools, type DrawingTools } from "./load-drawing-tools.ts";
import { arbitraryPictures } from "./testing/arbitrary-pictures.ts";
import { readPng } from "./testing/read-png.ts";
import { heatMapSample, passRateSample } from "./testing/sample-pictures.ts";

const draw = createPictureDrawer();

describe("a drawn picture", () => {
  test.for([
    ["trend", passRateSample(20, 4)],
    ["trend of a hundred builds", passRateSample(100, 4)],
    ["trend of one build", passRateSample(1, 0)],
    ["heat map", heatMapSample(20, 12)],
    ["small heat map", heatMapSample(2, 2)],
    ["nothing", heatMapSample(0, 0)],
  ] as const)("%s: is a PNG file that Teams takes", async ([, picture]) => {
    const { png, width, height } = await draw(picture);
    expect(readPng(png)).toMatchObject({ width, height });
    expect(Math.max(width, height)).toBeLessThanOrEqual(1024);
    expect(width).toBeGreaterThanOrEqual(600);
    expect(png.length).toBeLessThanOrEqual(18 * 1024);
  });

  test("is drawn for whatever data, and its chart is disposed", async () => {
    const opened: EChartsType[] = [];
    const drawHostile = createPictureDrawer({
      loadTools: async () => {
        const tools = await loadDrawingTools();
        return {
          ...tools,
          openChart: (...given) => {
            const chart = tools.openChart(...given);
            opened.push(chart);
            return chart;
          },
        };
      },
    });
    await fc.assert(
      fc.asyncProperty(arbitraryPictures, async (picture) => {
        const { png, width, height } = await drawHostile(picture);
        expect(readPng(png)).toMatchObject({ width, height });
        expect(Math.max(width, height)).toBeLessThanOrEqual(1024);
        expect(png.length).toBeLessThanOrEqual(24 * 1024);
      }),
      { numRuns: 30 },
    );
    expect(opened.length).toBeGreaterThanOrEqual(30);
    expect(opened.filter((chart) => !chart.isDisposed())).toEqual([]);
  });

  test.for(Object.getOwnPropertyNames(Object.prototype))("named %s leaves all objects as they are", async (name) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const plain = await draw({ kind: "heat-map", columns: ["a", "b"], rows: [{ label: "c", cells: [] }] });
    const columns = [name, `one ${name} two ${name}`];
    await draw({ kind: "heat-map", columns, rows: [{ label: name, cells: [] }] });
    await draw({
      kind: "pass-rate",
      builds: [name, name],
      series: [
        { label: name, rates: [1] },
        { label: name, rates: [0, 0.5] },
      ],
    });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(Object.keys(Object)).toEqual([]);
    expect(await draw({ kind: "heat-map", columns: ["a", "b"], rows: [{ label: "c", cells: [] }] })).toEqual(plain);
  });

  test("is the same whether drawn alone or with nine others", async () => {
    const pictures = Array.from({ length: 10 }, (_, at) =>
      at % 2 ? heatMapSample(at, at) : passRateSample(at + 1, at % 4),
    );
    const together = await Promise.all(pictures.map(draw));
    for (const [at, picture] of pictures.entries()) expect(together[at]).toEqual(await draw(picture));
    expect(new Set(together.map(({ png }) => Buffer.from(png).toString("base64"))).size).toBe(10);
  });

  test("shows names as they are", async () => {
    const svgs: string[] = [];
    const drawAndKeep = createPictureDrawer({ loadTools: async () => keepingSvgs(await loadDrawingTools(), svgs) });
    const label = '{a|b}<b>"&amp;\n%';
    await drawAndKeep({ kind: "heat-map", columns: [label], rows: [{ label, cells: [] }] });
    await drawAndKeep({
      kind: "pass-rate",
      builds: ["{b}<&>"],
      series: [
        { label, rates: [1] },
        { label, rates: [0.5] },
      ],
    });
    expect(svgs[0]?.split("{a|b}&lt;b&gt;&quot;&amp;amp; %").length).toBe(3);
    expect(svgs.at(-1)?.split("{a|b}&lt;b&gt;&quot;&amp;amp; %").length).toBe(3);
    expect(svgs.at(-1)).toContain(">{b}&lt;&amp;&gt;<");
  });
});

describe("what draws", () => {
  test("is loaded with the first picture, once", async () => {
    let loads = 0;
    const drawLate = createPictureDrawer({
      loadTools: () => {
        loads += 1;
        return loadDrawingTools();
      },
    });
    expect(loads).toBe(0);
    await Promise.all([drawLate(heatMapSample(2, 2)), drawLate(heatMapSample(3, 2))]);
    await drawLate(heatMapSample(4, 2));
    expect(loads).toBe(1);
  });

  test("is loaded again after it failed", async () => {
    let loads = 0;
    const drawLater = createPictureDrawer({
      loadTools: () => {
        loads += 1;
        return loads === 1 ? Promise.reject(new Error("not there")) : loadDrawingTools();
      },
    });
    const [first, second] = await Promise.allSettled([drawLater(heatMapSample(2, 2)), drawLater(heatMapSample(2, 2))]);
    expect([first.status, second.status]).toEqual(["rejected", "rejected"]);
    await expect(drawLater(heatMapSample(2, 2))).resolves.toMatchObject({ width: 960 });
    expect(loads).toBe(2);
  });

  test.for([
    ["Pay with card", false],
    ["日本語", true],
    ["مرحبا", true],
  ] as const)("looks at the system's fonts for %s: %s", async ([label, looks]) => {
    const looked: (boolean | undefined)[] = [];
    const drawAndSee = createPictureDrawer({
      loadTools: async () => {
        const tools = await loadDrawingTools();
        return {
          ...tools,
          renderAsync: (svg, options) => {
            looked.push(options?.font?.loadSystemFonts);
            return tools.renderAsync(svg, options);
          },
        };
      },
    });
    await drawAndSee({ kind: "heat-map", columns: ["a"], rows: [{ label, cells: [] }] });
    expect(new Set(looked)).toEqual(new Set([looks]));
  });
});

function keepingSvgs(tools: DrawingTools, svgs: string[]): DrawingTools {
  return {
    ...tools,
    renderAsync: (svg, options) => {
      svgs.push(String(svg));
      return tools.renderAsync(svg, options);
    },
  };
}
