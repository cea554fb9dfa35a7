import type { NextConfig } from "next";
import { commonHeaders } from "./app/_server/common-headers";
import { buildFolder, development, env, exitOnEnvironmentError } from "./lib/env";

// A build takes one of the variables, and a key that forms cannot be sealed with would only show when somebody sends one.
exitOnEnvironmentError(env);

/** Paths that the rewrites leave alone. All other paths without a language are English pages. */
const unlocalised = "cy|en|staff|fonts|api/auth";

/** npm run bench builds the site with empty pages to measure others against, which no other build has. */
const bench: NextConfig = {
	pageExtensions: ["bench.tsx", "tsx", "ts"],
	typescript: { tsconfigPath: "tests/bench/tsconfig.json" },
};

const config: NextConfig = {
	...(process.env.BENCH === "1" ? bench : {}),
	// The demo and the browser tests each serve a copy of the build, since a site keeps its pages beside it.
	distDir: buildFolder,
	// One memory of its own in a process, and not one in every piece of the build.
	serverExternalPackages: ["libsodium"],
	poweredByHeader: false,
	// No picture is resized on request, so /_next/image is not found.
	images: { unoptimized: true },
	// app/_server/compression.ts compresses instead.
	compress: false,
	// Next would hash the whole page on every request; browsers revalidate our pages after five seconds anyway.
	generateEtags: false,
	// A title belongs in the head of the page that is sent, not in a later piece of it that a script puts into place.
	htmlLimitedBots: /.*/,
	cacheHandler: new URL("./app/_server/page-cache.mjs", import.meta.url).pathname,
	async rewrites() {
		return {
			beforeFiles: [],
			// After the files of the root (/theme.css, /healthz …) and before [locale]: English stands without a prefix.
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
