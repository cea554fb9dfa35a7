/** Which addresses are public pages, for programs before and beside the site: the front and the mirror. Without a query. */

const prefix = "^/(?:cy/?)?";

/** Public pages and feeds, the same for everybody, with or without the prefix of Welsh. nginx reads this pattern too. */
export const keptPage = `${prefix}(?:(?<=/)(?:accessibility|contact|cookies|guidance(?:/[^/]+)?|incidents/[^/]+|privacy|updates(?:/[^/]+|/page/[0-9]+)?|verify(?:/fakes|/messages(?:/[^/]+|/page/[0-9]+)?)?|feeds/[^/]+|feeds/incidents/[^/]+))?$`;

/** Public pages with a form, drawn for each visitor. */
const formPage = `${prefix}(?<=/)(?:follow(?:/notifications)?|unsubscribe|verify/(?:confirmation|fakes/report|message|sender))$`;

/** Files that belong to no person: styles, fonts, the logo, keys that confirmations are signed with, whom to tell of a weakness. */
const publicFile =
	"^/(?:(?:site|theme|signed-in)\\.css|enhance\\.js|logo|confirmation-keys|fonts/[^/]+|\\.well-known/security\\.txt)$";

const kept = new RegExp(keptPage);
const mirrored = new RegExp([keptPage, formPage, publicFile].join("|"));

/** Whether an address may be copied to the mirror. Every other page is one person's. */
export function isMirrored(path: string): boolean {
	return mirrored.test(path);
}

/** Whether an address is a page that is kept on disk. */
export function isKept(path: string): boolean {
	return kept.test(path);
}
