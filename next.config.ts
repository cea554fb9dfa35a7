import type { NextConfig } from "next";
import { commonHeaders } from "./lib/common-headers";
import { buildFolder, development, env, exitOnEnvironmentError } from "./lib/env";

// Checks the environment at build time. A bad key for forms would otherwise fail only when somebody submits one.
exitOnEnvironmentError(env);

/** Paths that the rewrites leave alone. All other paths without a language are English pages. */
const unlocalised = "cy|en|staff|fonts|api/auth";

/** Whether it is the build of `npm run bench`, which also has empty pages as a baseline for measurements. */
const bench = process.env.BENCH === "1";

const config: NextConfig = {
	...(bench ? { pageExtensions: ["bench.tsx", "tsx", "ts"] } : {}),
	typescript: {
		...(bench ? { tsconfigPath: "tests/bench/tsconfig.json" } : {}),
		// The build of the demo and the tests, which have checked the types by then.
		ignoreBuildErrors: process.env.TYPES_CHECKED === "yes",
	},
	// The demo and the browser tests each serve their own copy of the build, because a site stores rendered pages beside it.
	distDir: buildFolder,
	// Loads libsodium once per process. Bundled, each chunk of the build would have its own memory.
	serverExternalPackages: ["libsodium"],
	experimental: {
		// Nobody reads them: errors are logged by their codes. They were two thirds of a build, and each site of a test copies it.
		turbopackSourceMaps: false,
		// Only where somebody builds again: npm test mostly builds for the first time, and to keep 130 MB takes a quarter of that.
		turbopackFileSystemCacheForBuild: process.env.CI !== "true",
	},
	poweredByHeader: false,
	// Turns off resizing images on request, so that /_next/image answers 404.
	images: { unoptimized: true },
	// app/_server/compression.ts compresses instead.
	compress: false,
	// Next would hash the whole page on every request; browsers revalidate our pages after five seconds anyway.
	generateEtags: false,
	// Waits for the metadata of every page, so that the title is in the head. Next would otherwise stream it later, for a script to place.
	htmlLimitedBots: /.*/,
	cacheHandler: new URL("./app/_server/page-cache.mjs", import.meta.url).pathname,
	async rewrites() {
		return {
			beforeFiles: [],
			// After the files of the root (/theme.css, /healthz …) and before [locale], because English has no prefix.
			afterFiles: [
				{ source: "/", destination: "/en" },
				{ source: `/:path((?!(?:${unlocalised})(?:/|$)).*)`, destination: "/en/:path" },
			],
			fallback: [],
		};
	},
	async headers() {
		// For next dev. In production app/_server/response-policy.ts sets these headers on every response.
		if (!development) return [];
		return [{ source: "/:path*", headers: commonHeaders().map(([key, value]) => ({ key, value })) }];
	},
	async redirects() {
		return [
			{ source: "/en", destination: "/", permanent: true },
			{ source: "/en/:path*", destination: "/:path*", permanent: true },
		];
	},
};

export default config;
