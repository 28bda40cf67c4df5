import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A TCP socket of a process: where it listens, or whom it is connected to. */
export interface OpenSocket {
  readonly state: "listening" | "connected";
  /** The own address of a listener, the other side's of a connection; as /proc writes it, in hexadecimal. */
  readonly address: string;
}

const LISTENING = "0A";
const CONNECTED = "01";
/** 127.0.0.0/8, ::1, and 127.0.0.0/8 written as IPv6; each 32-bit word is little-endian. */
const LOOPBACK = /^(?:[0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F)$/;

/** Whether an address of {@link OpenSocket} is this machine's own loopback. */
export const isLoopback = (address: string): boolean => LOOPBACK.test(address);

/**
 * The TCP sockets of a process and of all that it started, as Linux tells them.
 * @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export function socketsOf(pid: number): readonly OpenSocket[] {
  const inodes = new Set(familyOf(pid).flatMap(socketInodes));
  return ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) =>
    readFileSync(table, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([, local = "", remote = "", state = "", , , , , , inode = ""]): OpenSocket[] => {
        if (!inodes.has(inode)) return [];
        if (state === LISTENING) return [{ state: "listening", address: local.split(":")[0] ?? "" }];
        return state === CONNECTED ? [{ state: "connected", address: remote.split(":")[0] ?? "" }] : [];
      }),
  );
}

/** A process and everything below it. */
function familyOf(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const parent = parentOf(entry);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const family = [pid];
  for (const one of family) family.push(...(children.get(one) ?? []));
  return family;
}

/** Undefined where it has ended meanwhile. */
function parentOf(pid: string): number | undefined {
  try {
    // The name in parentheses may hold anything; what follows it does not.
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return undefined;
  }
}

function socketInodes(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
