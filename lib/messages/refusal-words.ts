/** What the words of a mail server say about an address it refuses, where its codes do not say it. */

/** About us or our mail, not about the address. */
const aboutUs = new RegExp(
	[
		String.raw`\b(?:spam|unsolicited|bulk mail|junk|virus|malware|phishing|suspicious|blocked|block ?list\w*|black ?list\w*|dnsbl|rbl|reputation)\b`,
		String.raw`\b(?:polic(?:y|ies)|spf|dkim|dmarc|reverse dns|ptr record|authentication|unauthenticated|grey ?list\w*|gray ?list\w*|rate limit\w*|too many)\b`,
		String.raw`\b(?:access|relay(?:ing)?|relay access|permission) (?:is )?denied\b|\bunable to relay\b|\bnot (?:allowed|permitted|authori[sz]ed)\b`,
		String.raw`\bsender(?:'s)? (?:address |domain )?(?:rejected|denied|verify|blocked)\b|\btoo (?:large|big|long)\b|\bmessage (?:size|content|exceeds)\b`,
	].join("|"),
	"i",
);
const full = new RegExp(
	[
		String.raw`\b(?:over|exceed(?:s|ed|ing)?|out of)(?: [\w']+){0,3} (?:quota|storage|space|limit)\b|\bover ?quota\b`,
		String.raw`\b(?:quota|storage|limit)\b[^.\n]{0,40}\b(?:exceeded|reached|full|überschritten|dépassé)`,
		String.raw`\b(?:mailbox|inbox|account|user|postfach|boîte|blwch post|buz[oó]n)\b[^.\n]{0,40}(?:\bfull\b|\bvoll\b|\bpleine\b|\bllawn\b|\bllen[oa]\b)`,
		String.raw`\binsufficient (?:system )?storage\b|\b(?:disabled|inactive|suspended|discontinued|deactivated)\b`,
	].join("|"),
	"i",
);
const noSuch = new RegExp(
	[
		String.raw`\b(?:user|recipient|mailbox|address|account|alias|empfänger|destinataire|adresse|destinatario)s?\b[^.\n]{0,60}(?:\bunknown\b|\bnot (?:be )?(?:found|known|recogni[sz]ed|listed|exist)\b|\binvalid\b|\bunavailable\b|\bdoesn['’]t exist\b|\bunbekannt\b|\bexistiert nicht\b|\binconnue?\b|n['’]existe pas|\bintrouvable\b|\bno existe\b|\bdesconocid[oa]\b)`,
		String.raw`\b(?:unknown|no such|invalid|bad|non-?existent|unrouteable) (?:local[- ]?part|user|recipient|mailbox|address|account|person|destination|alias)\b`,
		String.raw`\bno mailbox\b|\bnot listed in\b|\bdoes(?:n['’]t| not) have an?\b|\baddress rejected\b|\bwasn['’]t found\b|\bcouldn['’]t be found\b|\bnot our customer\b|\bdim cyfeiriad\b|\bddim yn bodoli\b`,
	].join("|"),
	"i",
);

/** Longer answers are cut: they quote our mail. */
const longest = 4_000;

/** Returns what a server's words say: about us, of an inbox that takes nothing, or of an address that there is not. Undefined if nothing known. */
export function refusalIn(text: string): "about-us" | "not-accepting" | "no-such-address" | undefined {
	const said = text.slice(0, longest);
	if (aboutUs.test(said)) return "about-us";
	if (full.test(said)) return "not-accepting";
	return noSuch.test(said) ? "no-such-address" : undefined;
}
