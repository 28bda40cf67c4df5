import { parentPort, workerData } from "node:worker_threads";
import react from "@vitejs/plugin-react";
import { build } from "vite";

/** What a thread that runs this file is given. */
export interface BundleOrder {
  /** The folder with index.html. */
  readonly page: string;
  readonly outDir: string;
}

/**
 * Run as a thread of its own, this bundles the page with Vite (https://vite.dev/guide/api-javascript) and ends; where
 * that fails it ends with the error. A thread has its own copy of the environment, from which Vite reads whether
 * React's production code is wanted, and leaves the main one free to start the world meanwhile.
 */
if (parentPort !== null) {
  const { page, outDir }: BundleOrder = workerData;
  await build({
    root: page,
    configFile: false,
    envFile: false,
    publicDir: false,
    mode: "production",
    logLevel: "silent",
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      // The page comes from the same machine: one file loads as quickly as many.
      chunkSizeWarningLimit: 4_000,
      // The server allows no data: but images.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  });
}
