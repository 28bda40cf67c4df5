import { describe, expect, it } from "vitest";
import type { Vault } from "../ports/vault.ts";

/** What every vault must do. `makeVault` gives an empty one. */
export function vaultConformance(name: string, makeVault: () => Vault | Promise<Vault>): void {
  describe(`${name} keeps secrets`, () => {
    it("reads, replaces and removes them by name", async () => {
      const vault = await makeVault();
      expect(await vault.read("slack/T1")).toBeUndefined();
      await vault.write("slack/T1", "xoxb-1 ✓");
      await vault.write("slack/T2", "");
      expect(await vault.read("slack/T1")).toBe("xoxb-1 ✓");
      expect(await vault.read("slack/T2")).toBe("");
      await vault.write("slack/T1", "xoxb-2");
      expect(await vault.read("slack/T1")).toBe("xoxb-2");
      await vault.remove("slack/T1");
      await vault.remove("slack/T1");
      expect(await vault.read("slack/T1")).toBeUndefined();
    });

    it("lists names by how they begin", async () => {
      const vault = await makeVault();
      for (const one of ["slack/T2", "teams/*", "slack/T1"]) await vault.write(one, "text");
      expect(await vault.names("slack/")).toEqual(["slack/T1", "slack/T2"]);
      expect(await vault.names("teams/*")).toEqual(["teams/*"]);
      expect(await vault.names("none")).toEqual([]);
    });
  });
}
