export { PrivateRedisError, type PrivateRedisErrorKind } from "./private-redis-error.ts";
export { startPrivateRedis, type PrivateRedis, type PrivateRedisOptions } from "./start-private-redis.ts";
