/** A page of the site as the mirror shows it. What npm run mirror writes is in tests/e2e/mirror.spec.ts. */
import { describe, expect, it } from "vitest";
import { mirrorPage } from "@/app/_server/mirror-page";
import { isMirrored } from "@/lib/public-pages";
import { routes } from "../house/routes";

const settings = {
	siteUrl: "https://check.example.org",
	leaveTo: "https://www.example.org/weather",
	madeAt: new Date("2026-11-29T07:22:00Z"),
	addressOf: (path: string) => ({ "/": "/", "/guidance": "/guidance", "/logo": "/logo.svg" })[path],
};
const shown = (body: string, path = "/follow", locale: "en" | "cy" = "en") =>
	mirrorPage(
		{ html: `<html><head><title>x</title></head><body><main id="main">${body}</main></body></html>`, path, locale },
		settings,
	);

describe("a page", () => {
	it("says that it is a copy, of when, and where the site is", () => {
		expect(shown("words")).toContain("This is a copy of our pages, made on 29 November 2026, 7:22am.");
		expect(shown("words")).toContain('<a href="https://check.example.org/follow">https://check.example.org/follow</a>');
		expect(shown("words", "/cy/follow", "cy")).toContain(
			"Copi o’n tudalennau yw hwn, a wnaed ar 29 Tachwedd 2026, 07:22.",
		);
	});

	it("leads to the mirror for what is in it, and to the site for all else", () => {
		const html = shown(
			'<a href="/guidance#top">a</a><a href="/sign-in?next=%2Fplan&amp;x=1">b</a><img src="/logo"/><a href="#main">c</a><a href="https://gov.example/x">d</a>',
		);
		expect(html).toContain('<a href="/guidance#top">');
		expect(html).toContain('<a href="https://check.example.org/sign-in?next=%2Fplan&amp;x=1">');
		expect(html).toContain('<img src="/logo.svg"/>');
		expect(html).toContain('<a href="#main">');
		expect(html).toContain('<a href="https://gov.example/x">');
	});

	it("has no form, no button outside one and no script, but for “Exit this page”, which asks the neutral site alone", () => {
		const html = shown(
			'<script nonce="a">1</script><form id="typed" action="" method="post"><input name="email"/></form>' +
				'<button type="submit" form="typed" aria-hidden="true"></button><button form="typed" formAction="/language" value="/follow?next=all" lang="cy">Cymraeg</button>' +
				'<form method="post" action="/exit" data-leave-to="https://www.example.org/weather" data-pressed="a|b"><button>Exit</button></form>',
		);
		expect(html).not.toMatch(/<script|<input|method="post"|action="\/exit"|form="typed"/);
		expect(html).toContain("This form only works on our site.");
		expect(html).toContain(
			'<a href="/cy/follow?next=all" lang="cy" hreflang="cy">Cymraeg</a>'.replace(
				'"/cy',
				'"https://check.example.org/cy',
			),
		);
		expect(html).toContain(
			'<form method="get" action="https://www.example.org/weather" data-leave-to="https://www.example.org/weather" data-pressed="a|b"><button>Exit</button></form>',
		);
	});

	it("carries its own policy: no script, but for the one of a page on safety", () => {
		const policy = (html: string) => /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
		expect(policy(shown("words"))).toMatch(
			/^default-src 'none'; script-src 'none'; .*form-action 'self' https:\/\/www\.example\.org; base-uri 'none'$/,
		);
		const safety = shown('<script async="" src="/enhance.js"></script>');
		expect(policy(safety)).toContain("script-src 'self'");
	});
});

it("only pages and files of everybody are mirrored, in both languages", () => {
	for (const { path, audience, example = path } of routes.filter(({ path }) => path !== "/follow/code")) {
		const file =
			audience === "machine" &&
			/^\/(feeds|fonts|logo|site|theme|signed-in|enhance|confirmation-keys|\.well-known)/.test(path);
		expect({ example, mirrored: isMirrored(example) }).toEqual({ example, mirrored: audience === "public" || file });
		if (audience === "public") expect(isMirrored(example === "/" ? "/cy" : `/cy${example}`)).toBe(true);
		if (audience === "member") expect(isMirrored(`/cy${example}`)).toBe(false);
	}
});
