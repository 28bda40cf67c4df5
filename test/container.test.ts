import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const dockerfile = read("Dockerfile");

test("the files the image starts exist", () => {
  const paths = [...dockerfile.matchAll(/"([^"]+\.ts)"/g)].map((match) => match[1] ?? "");
  expect(paths).toEqual(["apps/bot/src/main.ts"]);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("the image installs the app, with the pnpm that the project names", () => {
  const { packageManager }: { packageManager: string } = JSON.parse(read("package.json"));
  const { name }: { name: string } = JSON.parse(read("apps/bot/package.json"));
  expect(dockerfile).toContain(`--global ${packageManager}\n`);
  expect(dockerfile).toContain(`--filter '${name}...'`);
});

test("the image has the Node the project is tested on, without root", () => {
  const [major] = process.versions.node.split(".");
  expect(dockerfile).toContain(`FROM node:${major}-`);
  expect(dockerfile).toMatch(/^USER node$/m);
});

test("secrets and what belongs to this machine stay out of the image", () => {
  const ignored = read(".dockerignore").split("\n");
  expect(ignored).toEqual(expect.arrayContaining(["**/node_modules", "**/.env*", "**/.data", ".git"]));
});

test("the compose file's Redis keeps its data", () => {
  const compose = read("docker-compose.yml");
  expect(compose).toContain("--appendonly yes --appendfsync always --maxmemory-policy noeviction");
  expect(compose).toMatch(/volumes:\n\s+- redis-data:\/data/);
  expect(compose).toMatch(/condition: service_healthy/);
});
