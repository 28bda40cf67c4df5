import { describe, expect, it } from "vitest";
import { fillShelves, placeOf, PRINT_CHARS, printOf } from "./execution-index.ts";

describe("the layout of the index, which stored indexes depend on", () => {
  it.each([
    ["", "k", "47DEQpj8"],
    ["e0", "k1", "XIjnoibh"],
    ["__proto__", "an", "MOKvOEGG"],
    ["6c4fd29a-4a1e-4d0e-9a38-5c7f0f0b9a11", "1g", "_Q2axada"],
  ])("places execution %j on shelf %s as %s", (id, shelf, print) => {
    expect(placeOf(id)).toEqual({ shelf, print });
  });

  it("prints a build key, longer than a shelf's name", () => {
    expect(printOf("j/acme/Nightly//45")).toBe("cCtsRhU6");
    expect((1_023).toString(36).length).toBeLessThan(PRINT_CHARS);
  });
});

describe("fillShelves", () => {
  it("puts every execution on its shelf, once", () => {
    const ids = Array.from({ length: 3_000 }, (_, index) => `e${index}`);
    const shelves = new Map(fillShelves([...ids, ...ids]));
    expect(shelves.size).toBeLessThanOrEqual(1_024);
    expect([...shelves.values()].join("").length).toBe(ids.length * PRINT_CHARS);
    for (const { shelf, print } of ids.map(placeOf)) {
      const at = shelves.get(shelf)?.match(/.{8}/gu)?.indexOf(print);
      expect(at).toBeGreaterThanOrEqual(0);
    }
  });
});
