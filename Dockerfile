# The site, for the web, the worker and the commands. Build: docker build --secret id=forms_key,src=secrets/forms_key -t member-self-check .
FROM node:24-slim AS build
WORKDIR /site
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && node node_modules/esbuild/install.js
COPY app app
COPY components components
COPY db db
COPY lib lib
COPY instrumentation.ts next.config.ts proxy.ts tsconfig.json ./
# The key of forms is the same in every build, or forms opened before a deployment fail after it.
RUN --mount=type=secret,id=forms_key,env=NEXT_SERVER_ACTIONS_ENCRYPTION_KEY NEXT_TELEMETRY_DISABLED=1 npm run build

FROM node:24-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
WORKDIR /site
COPY --from=build /site ./
# Kept pages are written beside the build, so the web runs from a copy of it in a volume, made anew for each build.
RUN mkdir .kept .mirror && chown node:node .kept .mirror
USER node
VOLUME /site/.kept
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
	CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["sh", "-c", "cmp -s .next/BUILD_ID .kept/BUILD_ID || { find .kept -mindepth 1 -delete && cp -R -P .next/. .kept/; } && NEXT_DIST_DIR=.kept exec node lib/commands/run-command.mjs web"]
