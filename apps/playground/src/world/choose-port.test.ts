import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { choosePort, probePort } from "./choose-port.ts";

it("takes the wished port, and another one only while that is taken", async () => {
  const wished = await choosePort();
  expect(wished).toBeGreaterThan(0);
  expect(await choosePort(wished)).toBe(wished);

  const other = createServer().listen(wished, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  expect(await probePort(wished)).toBeUndefined();
  expect(await choosePort(wished)).not.toBe(wished);
});
