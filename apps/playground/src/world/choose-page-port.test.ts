import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { choosePagePort } from "./choose-page-port.ts";
import { choosePort } from "./choose-port.ts";

it("takes the given port, and says in one sentence where it is taken", async () => {
  const port = await choosePort();
  expect(await choosePagePort(port)).toBe(port);

  const other = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  await expect(choosePagePort(port)).rejects.toMatchObject({
    kind: "port-taken",
    message: `Port ${port} is not to be had on 127.0.0.1: give --port another number.`,
  });
});

it("takes another one where none was given", async () => {
  const first = await choosePagePort(undefined);
  expect(first).toBeGreaterThanOrEqual(4_400);
  const other = createServer().listen(first, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  expect(await choosePagePort(undefined)).toBeGreaterThan(first);
});
