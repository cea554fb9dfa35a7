// npm run sbom: prints the bill of materials of production in CycloneDX 1.6, from the lock file. npm's own `npm sbom` leaves out packages
// such as tsx that development installs too, and @cyclonedx/cyclonedx-npm brings a native package with an install script.
import { randomUUID } from "node:crypto";
import { pathToFileURL } from "node:url";
import { type Lock, nameOf, productionPackages, readLock } from "./lock-file";

/** A package URL (purl) of npm. */
const purl = (place: string, version = "") => `pkg:npm/${nameOf(place).replace("@", "%40")}@${version}`;

/** Returns where a package that is required at a place is installed, as Node looks for it; undefined where it is not. */
function installedAt(from: string, name: string, { packages }: Lock): string | undefined {
	for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
		const place = `${folder ? `${folder}/` : ""}node_modules/${name}`;
		if (place in packages) return place;
		if (!folder) return undefined;
	}
}

/** Returns the bill: every package with its version, licence and hash, and what requires what. */
export function billOfMaterials(lock: Lock) {
	const production = productionPackages(lock);
	const there = new Set(production.map(([place]) => place));
	const { version = "", license = "" } = lock.packages[""] ?? {};
	const root = `pkg:npm/member-self-check@${version}`;
	const components = production.map(([place, { version, license, integrity, optional }]) => ({
		type: "library",
		"bom-ref": place,
		name: nameOf(place),
		version,
		scope: optional ? "optional" : "required",
		purl: purl(place, version),
		...(license
			? { licenses: [/ (AND|OR) /.test(license) ? { expression: license } : { license: { id: license } }] }
			: {}),
		// Bundled packages have the hash of the package that brings them.
		...(integrity
			? { hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.slice(7), "base64").toString("hex") }] }
			: {}),
	}));
	const dependencies = [["", lock.packages[""] ?? {}] as const, ...production].map(([place, locked]) => ({
		ref: place || root,
		dependsOn: Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })
			.flatMap((name) => installedAt(place, name, lock) ?? [])
			.filter((found) => there.has(found)),
	}));
	return {
		bomFormat: "CycloneDX",
		specVersion: "1.6",
		serialNumber: `urn:uuid:${randomUUID()}`,
		version: 1,
		metadata: {
			timestamp: new Date().toISOString(),
			component: {
				type: "application",
				"bom-ref": root,
				name: "member-self-check",
				version,
				purl: root,
				licenses: [{ license: { id: license } }],
			},
		},
		components,
		dependencies,
	};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
	process.stdout.write(`${JSON.stringify(billOfMaterials(readLock()), null, "\t")}\n`);
