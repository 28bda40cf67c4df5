import { probePort } from "./choose-port.ts";
import { WorldError } from "./world-error.ts";

const firstPort = 4_400;
const tries = 100;

/**
 * The given port, or the first that is free from 4400 on.
 * @throws {WorldError} `port-taken`
 */
export async function choosePagePort(given: number | undefined): Promise<number> {
  const candidates = given === undefined ? Array.from({ length: tries }, (_, index) => firstPort + index) : [given];
  for (const port of candidates) {
    if ((await probePort(port)) !== undefined) return port;
  }
  const which = given === undefined ? `Ports ${firstPort} to ${firstPort + tries - 1} are` : `Port ${given} is`;
  throw new WorldError("port-taken", `${which} not to be had on 127.0.0.1: give --port another number.`);
}
