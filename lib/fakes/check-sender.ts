import { organisation } from "../organisation";
import { foreignLetters, skeleton } from "./confusables";
import { maxAddresses, type SenderVerdict, type Trick, tricks } from "./schema";
import { addressesIn, type TypedAddress } from "./sender-addresses";

/** Second levels below which anybody registers a name: example.org.uk. */
const secondLevels = /^(ac|co|com|edu|gov|ltd|me|net|nhs|org|plc|police|sch)$/;

/** Splits a host: what its owner registered ("meridian"), the ending after it ("org.uk"), and the labels before it. */
function parts(host: string): { name: string; ending: string; before: string[] } {
	const labels = host.split(".");
	const endings = labels.length > 2 && secondLevels.test(labels.at(-2) ?? "") ? 2 : 1;
	const at = labels.length - endings - 1;
	return { name: labels[at] ?? host, ending: labels.slice(at + 1).join("."), before: labels.slice(0, Math.max(at, 0)) };
}

/** Whether one letter was added, left out, changed, or two neighbours swapped. */
function oneSlip(one: string, other: string): boolean {
	if (Math.abs(one.length - other.length) > 1 || one === other) return false;
	let start = 0;
	while (start < one.length && one[start] === other[start]) start++;
	const [left, right] = [one.slice(start), other.slice(start)];
	if (left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)) return true;
	return left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
}

/** Returns the words of a name that its hyphens and dots separate. */
const wordsOf = (name: string) => name.split(/[-_.]/).filter(Boolean);
/** The shortest name that is looked for inside others. Shorter ones are found by chance. */
const minName = 5;

/** Returns how a host imitates one of our domains. */
function tricksOfHost(host: string, ours: string): Trick[] {
	const found = new Set<Trick>();
	const [own, typed] = [parts(ours), parts(host)];
	const [name, ownName] = [skeleton(typed.name), skeleton(own.name)];
	const looksLikeUs = name === ownName || skeleton(host) === skeleton(ours);
	if (looksLikeUs && typed.name !== own.name) found.add("letters");
	if (typed.name === own.name && typed.ending !== own.ending) found.add("ending");
	const joined = name.replaceAll("-", "");
	const ownJoined = ownName.replaceAll("-", "");
	if (!looksLikeUs && joined === ownJoined) found.add("hyphen");
	else if (!looksLikeUs && ownJoined.length >= minName) {
		if (joined.includes(ownJoined)) found.add("added-words");
		else if ([joined, ...wordsOf(name)].some((word) => oneSlip(word, ownJoined))) found.add("spelling");
		else if (skeleton(host).replace(/[.-]/g, "") === skeleton(ours).replace(/[.-]/g, "")) found.add("spelling");
	}
	const before = skeleton(typed.before.join("."));
	if (
		before === skeleton(ours) ||
		before.includes(skeleton(ours)) ||
		(ownName.length >= minName && wordsOf(before).includes(ownName))
	)
		found.add("subdomain");
	return [...found];
}

/** Returns what a name looks like without the signs between its words: "the.meridian_party" is "The Meridian Party". */
const joined = (name: string) => skeleton(name).replace(/[^\p{L}\p{N}]/gu, "");

/** Returns how the rest of an address imitates us: the name shown, the part before the "@", the user name and the path of a link. */
function tricksBeside(
	{ kind, local, host, claims, after }: TypedAddress,
	ours: string,
	names: readonly string[],
): Trick[] {
	const claimed = skeleton(claims);
	const domain = skeleton(ours);
	const bears = (text: string) => names.some((name) => joined(text).includes(joined(name)));
	const claimsUs = claimed.includes(domain) || bears(claims) || bears(local);
	return [
		...(kind === "web" && claimed.includes(domain) ? (["before-at"] as const) : []),
		...(kind === "web" && skeleton(after).includes(domain) ? (["path"] as const) : []),
		...(kind === "email" && skeleton(local).includes(domain) ? (["local-part"] as const) : []),
		...(kind === "email" && claimsUs ? (["name"] as const) : []),
		// The "@" stands for an a: meridi@n.example.
		...(kind === "email" && skeleton(`${local}a${host}`) === domain ? (["letters"] as const) : []),
	];
}

const isAt = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`);

function verdictOf(typed: TypedAddress): SenderVerdict {
	const { officialDomains, senders, name, shortName } = organisation();
	const { address, kind, host, invisible } = typed;
	const base = { address, kind };
	const own = officialDomains.find((domain) => isAt(host, domain.toLowerCase()));
	if (own && invisible) return { ...base, verdict: "imitation", of: own, tricks: ["invisible"], letters: [] };
	if (own) {
		const sends = kind === "web" || senders.some((sender) => sender.address.toLowerCase() === address);
		return { ...base, verdict: sends ? "ours" : "our-domain" };
	}
	const names = [...senders.map((sender) => sender.name), ...Object.values(name), ...Object.values(shortName)]
		.map((each) => each.replace(/^the /i, ""))
		.filter((each) => each.length >= minName);
	const imitated = officialDomains
		.map((domain) => ({ domain, found: [...tricksOfHost(host, domain), ...tricksBeside(typed, domain, names)] }))
		.sort((one, other) => other.found.length - one.found.length || one.domain.length - other.domain.length)[0];
	if (!imitated?.found.length) return { ...base, verdict: "other" };
	const found = new Set<Trick>([...(invisible ? (["invisible"] as const) : []), ...imitated.found]);
	return {
		...base,
		verdict: "imitation",
		of: imitated.domain,
		tricks: tricks.filter((trick) => found.has(trick)),
		letters: foreignLetters(`${typed.local}${host}`),
	};
}

/**
 * Says of each address of mail or page in a text whether it is ours, imitates one of ours, or neither. At most ten. Asks only the
 * organisation's settings.
 */
export function checkSender(text: string): SenderVerdict[] {
	const seen = new Map<string, TypedAddress>();
	for (const typed of addressesIn(text)) {
		seen.set(`${typed.address}${typed.invisible}`, typed);
		if (seen.size === maxAddresses) break;
	}
	return [...seen.values()].map(verdictOf);
}
