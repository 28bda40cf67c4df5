import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Longer paths are no addresses of sockets: https://man7.org/linux/man-pages/man7/unix.7.html (104 bytes on macOS). */
const LONGEST = 100;

/**
 * Takes a directory for this process until it ends, however it ends: the lock is a socket, and a socket that nobody
 * listens on any more is no lock. Undefined where another process has it; otherwise a function that gives it back.
 */
export async function lockDirectory(directory: string): Promise<(() => Promise<void>) | undefined> {
  const address = addressOf(directory);
  if (await answers(address)) return undefined;
  rmSync(address, { force: true });
  const server = createServer((socket) => socket.destroy());
  const isMine = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(address, () => resolve(true));
  });
  if (!isMine) return undefined;
  // A lock is no reason to live.
  server.unref();
  return () => new Promise((resolve) => void server.close(() => resolve()));
}

function addressOf(directory: string): string {
  const inside = join(directory, "demo.sock");
  if (Buffer.byteLength(inside) <= LONGEST) return inside;
  const name = createHash("sha256").update(directory).digest("hex").slice(0, 16);
  return join(tmpdir(), `perfecto-bot-demo-${name}.sock`);
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
