// npm run front -- nginx: prints the configuration of the front from the web's settings.
import { env } from "../env";
import { CommandError, readArguments, runWithoutDatabase } from "./command";
import { nginxConfiguration } from "./front-nginx";

const usage =
	"npm run front -- nginx [--certificate FILE] [--key FILE] [--cache FOLDER] [--mirror FOLDER] [--upstream HOST:PORT] [--http ADDRESS] [--https ADDRESS]";
const string = { type: "string" } as const;
const options = {
	certificate: string,
	key: string,
	cache: string,
	mirror: string,
	upstream: string,
	http: string,
	https: string,
};

/** Prints the configuration. Throws CommandError with the usage. */
function print(args: string[]): void {
	const { values, positionals } = readArguments({ args, options, allowPositionals: true }, usage);
	if (positionals.join() !== "nginx") throw new CommandError(usage);
	const { SITE_URL, HOST, PORT } = env();
	const folder = `/etc/letsencrypt/live/${new URL(SITE_URL).hostname}`;
	process.stdout.write(
		nginxConfiguration({
			siteUrl: SITE_URL,
			upstream: values.upstream ?? `${HOST ?? "127.0.0.1"}:${PORT}`,
			certificate: values.certificate ?? `${folder}/fullchain.pem`,
			key: values.key ?? `${folder}/privkey.pem`,
			cache: values.cache ?? "/var/cache/nginx/selfcheck",
			mirror: values.mirror ?? "/var/lib/selfcheck/mirror",
			listen: { http: values.http ?? "80", https: values.https ?? "443" },
		}),
	);
}

await runWithoutDatabase(print);
