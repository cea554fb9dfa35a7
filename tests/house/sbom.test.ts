import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { nameOf, productionPackages, readLock } from "../support/lock-file";
import { billOfMaterials } from "../support/sbom";

const lock = readLock();
const { components, dependencies, metadata } = billOfMaterials(lock);

it("the bill of materials names every package of production with its version and the hash that npm checks", () => {
	const { dependencies: direct } = JSON.parse(readFileSync("package.json", "utf8"));
	const found = new Map(components.map((component) => [component["bom-ref"], component.version]));
	for (const [name, version] of Object.entries(direct))
		expect([name, found.get(`node_modules/${name}`)]).toEqual([name, version]);
	expect(components.length).toBe(productionPackages(lock).length);
	for (const { hashes, ...component } of components) {
		const { integrity } = lock.packages[component["bom-ref"]] ?? {};
		if (!integrity) continue;
		expect(integrity.startsWith("sha512-")).toBe(true);
		expect(Buffer.from(hashes?.[0]?.content ?? "", "hex").toString("base64"), component.name).toBe(integrity.slice(7));
	}
});

it("each package in it is required by another one in it or by the site, and by nothing that is not", () => {
	const refs = new Set(components.map((component) => component["bom-ref"]));
	const required = new Set(dependencies.flatMap(({ dependsOn }) => dependsOn));
	expect([...required].filter((place) => !refs.has(place))).toEqual([]);
	expect(dependencies.map(({ ref }) => ref)).toContain(metadata.component["bom-ref"]);
	// Packages that a package declares as its peers are required without being among its dependencies.
	const peers = new Set(
		Object.values(lock.packages as Record<string, { peerDependencies?: object }>).flatMap(({ peerDependencies }) =>
			Object.keys(peerDependencies ?? {}),
		),
	);
	expect([...refs].filter((place) => !required.has(place) && !peers.has(nameOf(place)))).toEqual([]);
});

it("finds a package where Node would, and leaves out what only development installs", () => {
	const packages = {
		"": { version: "1.0.0", dependencies: { a: "1", d: "1" } },
		"node_modules/a": { version: "1.0.0", dependencies: { b: "2" } },
		"node_modules/a/node_modules/b": { version: "2.0.0", dependencies: { a: "1" } },
		"node_modules/b": { version: "1.0.0" },
		"node_modules/d": { version: "1.0.0", dev: true },
	};
	expect(billOfMaterials({ packages }).dependencies.map(({ dependsOn }) => dependsOn)).toEqual([
		["node_modules/a"],
		["node_modules/a/node_modules/b"],
		["node_modules/a"],
		[],
	]);
});
