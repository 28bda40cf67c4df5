import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { WorldError } from "../world/world-error.ts";
import type { World } from "../world/world.ts";
import { assembleState } from "./assemble-state.ts";
import { createHandler } from "./http/create-handler.ts";
import { listPageFiles } from "./http/list-page-files.ts";
import { sendSentence } from "./http/send.ts";
import { createEventQueue } from "./stream/create-event-queue.ts";
import { createReaders } from "./stream/create-readers.ts";
import { createTimeline } from "./timeline/create-timeline.ts";
import { createLabBoard } from "./views/lab-board.ts";
import { numberNotices } from "./views/view-teams.ts";
import type { Ears } from "./watch/ears.ts";
import { watchLab } from "./watch/watch-lab.ts";
import { watchSlack } from "./watch/watch-slack.ts";
import { watchTeams } from "./watch/watch-teams.ts";
import { watchWorld } from "./watch/watch-world.ts";

/** What the page's server is started with. */
export interface ServerOptions {
  readonly world: World;
  /** The folder of the built page, with its index.html. */
  readonly page: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Milliseconds since 1970; of what is told without a time of its own. */
  readonly now?: () => number;
}

/** The page's server. */
export interface PageServer {
  /** The link to the page, with a slash at the end. */
  readonly url: string;
  /** Ends every stream and connection. The world goes on. */
  readonly stop: () => Promise<void>;
}

/**
 * Serves the page of a world on loopback: its files, what happens as server-sent events, and what people do.
 * @throws {WorldError} `port-taken`
 */
export async function startServer({ world, page, port, now = Date.now }: ServerOptions): Promise<PageServer> {
  const files = await listPageFiles(page);
  const readers = createReaders();
  const queue = createEventQueue(readers.tell, () => readers.count() > 0);
  const timeline = createTimeline();
  const numberOf = numberNotices();
  const board = world.lab && createLabBoard(world.lab, world.play?.running());
  const ears: Ears = {
    put: queue.put,
    note(told) {
      if (told === undefined) return;
      const entry = timeline.add(told);
      queue.put(`timeline ${entry.id}`, () => ({ kind: "timeline", entry }));
    },
  };

  let isWelcomed = false;
  const handle = createHandler({
    world,
    files,
    listen(response) {
      readers.add(response, [{ kind: "state", state: assembleState(world, { board, timeline, numberOf }) }]);
      if (isWelcomed) return;
      isWelcomed = true;
      world.welcome();
    },
  });
  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else sendSentence(response, 500, "The playground could not answer this.");
    });
  });
  const url = await listen(server, port);

  const stops = [
    watchWorld(world, board, ears, now),
    ...(world.lab && board ? [watchLab(world.lab, board, world, ears)] : []),
    ...(world.slack ? [watchSlack(world.slack, ears, now)] : []),
    ...(world.teams ? [watchTeams(world.teams, ears, numberOf, now)] : []),
  ];
  return {
    url,
    async stop() {
      for (const stop of stops) stop();
      queue.stop();
      readers.stop();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      throw new WorldError(
        "port-taken",
        `Port ${port} is used by another program: give the page another one with --port.`,
      );
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The page's server listens on no port");
  return `http://127.0.0.1:${address.port}/`;
}
