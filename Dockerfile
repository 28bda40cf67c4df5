# syntax=docker/dockerfile:1
FROM node:24-slim

ENV NODE_ENV=production \
    HOST=0.0.0.0
# No packageManager look-up: the version is the one installed here.
RUN npm install --global pnpm@12.21.0

WORKDIR /app
COPY . .
# TypeScript runs as it is, straight from the workspace. Node strips no types below node_modules, so `pnpm deploy` is no way.
RUN pnpm install --prod --frozen-lockfile --filter '@perfecto-bot/bot...'

USER node
EXPOSE 3978
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3978}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/bot/src/main.ts", "start"]
