# AutoGraph as one image: the build that `npm start` would make, and what it needs to run.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
# What `npm ci` needs, so that it is repeated only when one of these changes.
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma/schema.prisma prisma/schema.prisma
COPY scripts/prepare.mjs scripts/prepare.mjs
RUN npm ci
COPY . .
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts
RUN npm run --silent sbom > sbom.cdx.json
RUN node deploy/docker/leave-out.mjs

FROM ${NODE_IMAGE}
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o 1000 -g 1000 -m 0700 /data
WORKDIR /app
# Owned by root: the process can read all of it and change none of it.
COPY --from=build /app ./

ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="AutoGraph" \
  org.opencontainers.image.description="Canvas-first diagramming with live collaboration that loses nothing" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}" \
  org.opencontainers.image.base.name="docker.io/library/node:24.21.0-bookworm-slim" \
  autograph.sbom="/app/sbom.cdx.json"

ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data HOME=/tmp
USER 1000:1000
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
# Liveness, because what acts on it restarts the container, and that mends no database.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "deploy/docker/probe.mjs", "/api/health/live"]
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["node", "scripts/start.mjs"]
