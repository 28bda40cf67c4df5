import { createServer } from "node:net";

/** The wished loopback port where nobody listens on it, otherwise a free one. */
export async function choosePort(wished = 0): Promise<number> {
  return (await probePort(wished)) ?? (await probePort(0)) ?? 0;
}

/** The port where nobody listens on it (0: any that is free); undefined where somebody does. */
export function probePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}
