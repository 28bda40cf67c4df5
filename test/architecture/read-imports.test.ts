import { expect, test } from "vitest";
import { readImports } from "./read-imports.ts";

// Put together, so that this file is not found to import it.
const NAME = '"x"';

test.each([
  ['import { a } from "x";', ["x"]],
  ['import type { A } from "x";', ["x"]],
  ['import {\n  a,\n  type B,\n} from "./y.ts";', ["./y.ts"]],
  ['import * as all from "x";\nimport "y";', ["x", "y"]],
  ['export * from "x";\nexport type { B } from "y";', ["x", "y"]],
  [`const later = await import(${NAME});`, ["x"]],
  [`type Later = import(${NAME}).Later;`, ["x"]],
  [`const late = require(${NAME});`, ["x"]],
  ['import { a } from "x";\nimport { b } from "x";', ["x"]],
  [`// import { a } from ${NAME};\n/** import(${NAME}) */\n * import ${NAME};`, []],
  ['export const list = Array.from("text");', []],
])("%j imports %j", (source, imports) => {
  expect(readImports(source)).toEqual(imports);
});
