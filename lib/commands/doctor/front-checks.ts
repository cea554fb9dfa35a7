import { connect } from "node:tls";
import { checking, type Finding, notChecked, ok, warning, wrong } from "./check-finding";

const patience = 10_000;
const ask = (url: string) => fetch(url, { redirect: "manual", signal: AbortSignal.timeout(patience) });

/** The headers that every public page has, each with what its value contains. */
const expected: Record<string, RegExp> = {
	"content-security-policy": /default-src/,
	"x-content-type-options": /^nosniff$/,
	"x-frame-options": /^DENY$/,
	"referrer-policy": /^same-origin$/,
};

/** Checks the headers of the first page, as a visitor gets them. */
function checkHeaders(page: Response, siteUrl: string): Finding[] {
	const absent = Object.entries(expected)
		.filter(([name, value]) => !value.test(page.headers.get(name) ?? ""))
		.map(([name]) => name);
	const revealed = ["server", "x-powered-by"].filter((name) => /\d/.test(page.headers.get(name) ?? ""));
	const strict = Number(/max-age=(\d+)/.exec(page.headers.get("strict-transport-security") ?? "")?.[1] ?? 0);
	const todo = "let the front hand the site's headers on: npm run front -- nginx prints one that does";
	return [
		absent.length
			? wrong("front's headers", `${absent.join(", ")} absent or changed`, todo)
			: ok("front's headers", "as the site sends them"),
		page.headers.has("set-cookie")
			? wrong(
					"front's cookies",
					"a public page sets a cookie",
					"let the front set none, and send no cookie to public pages",
				)
			: ok("front's cookies", "public pages set none"),
		revealed.length
			? warning("front's version", `${revealed.join(" and ")} tells it`, "hide it (nginx: server_tokens off)")
			: ok("front's version", "not told"),
		...(siteUrl.startsWith("https:")
			? [
					strict >= 31_536_000
						? ok("front's HSTS", "a year or more")
						: wrong("front's HSTS", "absent or under a year", todo),
				]
			: []),
	];
}

/** Returns for how many days the certificate is valid. */
function certificateDays({ hostname, port }: URL): Promise<number> {
	return new Promise((resolve, reject) => {
		const socket = connect(
			{ host: hostname, port: Number(port) || 443, servername: hostname, timeout: patience },
			() => {
				resolve((Date.parse(socket.getPeerCertificate().valid_to) - Date.now()) / 86_400_000);
				socket.destroy();
			},
		);
		socket.once("error", reject);
		socket.once("timeout", () => socket.destroy(new Error("ETIMEDOUT")));
	});
}

/** Checks TLS: how long the certificate is valid, and that http:// leads to https://. */
async function checkTls(site: URL): Promise<Finding[]> {
	if (site.protocol !== "https:") return [notChecked("front's certificate", "SITE_URL starts with http://")];
	const days = Math.floor(await certificateDays(site));
	const certificate =
		days < 14
			? warning("front's certificate", `valid for ${days} days`, "renew it, and see that it is renewed by itself")
			: ok("front's certificate", `valid for ${days} days`);
	const plain = site.port ? undefined : await ask(`http://${site.hostname}/`).catch(() => undefined);
	const leads = plain?.headers.get("location")?.startsWith("https://");
	if (!plain) return [certificate];
	return [
		certificate,
		leads
			? ok("front's http://", "leads to https://")
			: wrong("front's http://", "does not lead to https://", "redirect it"),
	];
}

/** Checks the site from outside, at SITE_URL. */
export async function frontChecks(siteUrl: string | undefined): Promise<Finding[]> {
	if (!siteUrl) return [notChecked("front", "SITE_URL is not set here")];
	const reach = "check DNS, the front and the web: docs/first-hour.md";
	const pages = checking("front", reach, async () => {
		const [page, metrics] = await Promise.all([ask(`${siteUrl}/`), ask(`${siteUrl}/metrics`)]);
		if (page.status !== 200) return [wrong("front", `answers ${page.status}`, reach)];
		return [
			ok("front", "answers 200"),
			...checkHeaders(page, siteUrl),
			metrics.status === 200
				? wrong("front's /metrics", "shown to everybody", "hand only the site's own port on")
				: ok("front's /metrics", "not shown"),
		];
	});
	const tls = checking("front's certificate", "get one for the site's name", () => checkTls(new URL(siteUrl)));
	return (await Promise.all([pages, tls])).flat();
}
