import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type Finding, notChecked, ok, warning, wrong } from "./check-finding";

/** What `npm run mirror` says of a mirror, in its file mirror.json. */
const made = z.object({ of: z.string(), madeAt: z.coerce.date(), files: z.int() });

/** An update is not in a mirror that is older. docs/mirror.md has it made every ten minutes. */
const mostMinutes = 60;

/** Checks that the folder of the mirror holds one of this site, which is made anew. */
export async function mirrorCheck(folder: string | undefined, siteUrl: string | undefined): Promise<Finding[]> {
	const what = "mirror";
	if (!folder) return [notChecked(what, "name its folder with --mirror")];
	const said = await readFile(path.join(folder, "mirror.json"), "utf8")
		.then(JSON.parse)
		.catch(() => undefined);
	const mirror = made.safeParse(said);
	if (!mirror.success) return [wrong(what, `none in ${folder}`, `npm run mirror -- ${folder}`)];
	const { of, madeAt, files } = mirror.data;
	const minutes = Math.round((Date.now() - madeAt.getTime()) / 60_000);
	const says = `${files} files, made ${minutes} minutes ago`;
	if (siteUrl && of !== siteUrl) return [wrong(what, `of ${of}`, "make it anew with this site's SITE_URL")];
	return [minutes > mostMinutes ? warning(what, says, "have cron make it anew (docs/mirror.md)") : ok(what, says)];
}
