import path from "node:path";
import { keys } from "@/lib/commands/demo/keys";

let folder = path.resolve(".data", "e2e");

/** The folder of the site that tests of this process try: the browser tests', unless another was named. */
export const siteFolder = () => folder;

/** Names the site that tests of this process try. */
export function trySite(of: string): void {
	folder = of;
}

/** Gives this process the keys of that site. */
export function useKeysOfSite(): void {
	const { IDENTIFIER_KEY, SEALING_KEY } = keys(folder);
	Object.assign(process.env, { IDENTIFIER_KEY, SEALING_KEY });
}
