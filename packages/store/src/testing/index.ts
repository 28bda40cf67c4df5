export { ownRedis, type OwnRedis } from "./own-redis.ts";
export { startRedisSwitch, type RedisSwitch } from "./redis-switch.ts";
