import { createLog, readConfig, startService, type ServiceOptions } from "@perfecto-bot/bot";

/**
 * The service with Microsoft elsewhere: the ordinary environment, and the endpoints as JSON in the only argument. The
 * ordinary entry knows no such argument, because whoever could change it could make the service believe anybody.
 */
const config = readConfig(process.env);
if (config.redisUrl === undefined) throw new Error("REDIS_URL is missing");
const service = await startService({
  config,
  redisUrl: config.redisUrl.reveal(),
  log: createLog(config.logLevel),
  teamsEndpoints: readEndpoints(process.argv[2] ?? ""),
  onWedged: () => process.exit(1),
});
process.once("SIGTERM", () => void service.stop().then(() => process.exit(0)));

function readEndpoints(json: string): NonNullable<ServiceOptions["teamsEndpoints"]> {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== "object" || parsed === null) throw new Error("the argument is no object of endpoints");
  return parsed;
}
