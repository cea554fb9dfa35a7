// Reads package-lock.json.
import { readFileSync } from "node:fs";

export type Locked = {
	version?: string;
	license?: string;
	integrity?: string;
	dev?: boolean;
	devOptional?: boolean;
	optional?: boolean;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
};
/** Packages by the place where they are installed; the project itself at "". */
export type Lock = { packages: Record<string, Locked> };

export const readLock = (): Lock => JSON.parse(readFileSync("package-lock.json", "utf8"));

/** Returns the packages that `npm ci --omit=dev` installs on one platform or another, by place. */
export const productionPackages = ({ packages }: Lock): [string, Locked][] =>
	Object.entries(packages).filter(([place, { dev, devOptional }]) => place && !dev && !devOptional);

/** Returns the name of the package at a place. */
export const nameOf = (place: string) => place.replace(/^.*node_modules\//, "");
