import { vaultConformance } from "../conformance/vault-conformance.ts";
import { createMemoryVault } from "./memory-vault.ts";

vaultConformance("memory", () => createMemoryVault());
