import { installProgram, type InstallOutcome, type WantedProgram } from "../install-program/install-program.ts";

/**
 * `redis-tools` instead of `redis-server`: the same program without a service that would start on port 6379, now and at every boot.
 * A failing `update` (one dead source of many) does not stop the install. apt itself waits for its own lock.
 */
const APT = `command -v redis-check-rdb && exit 0
apt-get -q -o DPkg::Lock::Timeout=300 update
apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 install redis-tools`;

/** A Redis server. The packages of the other managers do not start a service when they are installed. */
export const REDIS_SERVER: WantedProgram = {
  name: "redis-server or valkey-server",
  lock: "redis",
  plans: [
    { manager: "apt-get", script: APT },
    { manager: "apk", script: "apk add --no-cache --wait 300 redis || apk add --no-cache --wait 300 valkey" },
    { manager: "dnf", script: "dnf -y install valkey || dnf -y install redis" },
    { manager: "brew", script: "brew install redis || brew install valkey" },
  ],
};

/** Installs a Redis server where that needs no question. */
export function installRedisServer(path: string, log: (line: string) => void): Promise<InstallOutcome> {
  return installProgram(REDIS_SERVER, path, log);
}
