import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { limitsOf } from "@/lib/limits";
import { routes } from "./routes";
import { filesBelow } from "./source";

/** Returns the path that a file of app answers, without language and route groups. */
function addressOf(file: string): string {
	const parts = file
		.split("/")
		.slice(1, -1)
		.filter((part) => !part.startsWith("("));
	if (parts[0] === "[locale]") parts.shift();
	return `/${parts.join("/")}`;
}

/** Returns the methods that a file answers: GET for pages, the exported methods for route handlers. */
function methodsOf(file: string): string {
	if (!/\/route\.tsx?$/.test(file)) return "GET";
	const text = readFileSync(file, "utf8");
	const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
	return methods
		.filter((method) =>
			new RegExp(
				`export (async )?(function|const) (\\{[^}]*\\b)?${method}\\b|export const \\{[^}]*\\b${method}\\b`,
			).test(text),
		)
		.join(" ");
}

const files = filesBelow(["app"], ["/page.tsx", "/route.ts", "/route.tsx"]);

it("the list of routes is the routes there are", () => {
	const there = files.map((file) => `${addressOf(file)} ${methodsOf(file)}`).sort();
	expect(there).toEqual(routes.map(({ path, methods = "GET" }) => `${path} ${methods}`).sort());
});

it("the limits of requests admit the methods a route has", () => {
	const differs = files.flatMap((file) => {
		const path = routes.find((route) => route.path === addressOf(file))?.example ?? addressOf(file);
		const admitted = limitsOf(path).methods.filter((method) => method !== "HEAD");
		// The history of checks is the one page of members without a form.
		const form =
			!["/check/history", "/messages"].includes(path) &&
			/\/(\(member\)|staff)\/|\/(follow|unsubscribe|follow\/(code|notifications))\/page|\/verify\/(confirmation|message|sender|fakes\/report)\//.test(
				file,
			) &&
			file.endsWith("/page.tsx");
		const has = form ? "GET POST" : methodsOf(file);
		return admitted.join(" ") === has ? [] : [`${path} has ${has}, admitted are ${admitted.join(" ")}`];
	});
	expect(differs).toEqual([]);
});

it("every route for members or staff is in the folder whose pages guard", () => {
	for (const { path, audience } of routes) {
		const file = files.find((one) => addressOf(one) === path) ?? "";
		if (audience === "member") expect(file).toContain("/(member)/");
		if (audience === "staff") expect(file).toMatch(/^app\/staff\//);
		if (audience === "public" && !/route\.ts$/.test(file)) expect(file).toContain("/(public)/");
	}
});

it("a route whose path varies names an example", () => {
	expect(routes.filter(({ path, example }) => path.includes("[") && !example).map(({ path }) => path)).toEqual([]);
});

it("every public page says whether it is kept for seconds or drawn on every request, since Next settles it at the build otherwise", () => {
	const pages = files.filter((file) => file.includes("/(public)/") && file.endsWith("/page.tsx"));
	const silent = pages.filter((file) => !/^export const (dynamic|revalidate) = /m.test(readFileSync(file, "utf8")));
	expect(silent).toEqual([]);
});
