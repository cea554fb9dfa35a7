import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { errorCode } from "../../log";
import { type Finding, notChecked, ok, warning, wrong } from "./check-finding";
import { relayHost } from "./mail-checks";

/** `dkim`: the selectors under which the relay signs. `addresses`: those it sends from. */
export type SenderOptions = { resolver?: string; dkim: string[]; addresses: string[] };
/** The address that sends this site's mail, the one to which mail is returned, and the mail server. */
type SenderSettings = { sender: string; bounces?: string | undefined; smtpUrl?: string | undefined };

/** Returns records, or an empty list if there are none. Throws the resolver's error if it does not know. */
async function records<Record>(asked: Promise<Record[]>): Promise<Record[]> {
	return asked.catch((error) => {
		if (error.code === "ENOTFOUND" || error.code === "ENODATA") return [];
		throw error;
	});
}

/** Returns the TXT records of a name. One record may be in several strings (RFC 7208, 3.3). */
const texts = async (dns: Resolver, name: string) =>
	(await records(dns.resolveTxt(name))).map((strings) => strings.join(""));

/** Checks SPF (RFC 7208): one record, which refuses or marks what it does not name. */
async function spf(dns: Resolver, domain: string): Promise<Finding> {
	const what = `SPF of ${domain}`;
	const found = (await texts(dns, domain)).filter((text) => /^v=spf1( |$)/i.test(text));
	const todo = 'publish one TXT record that names the relay and ends in "-all" or "~all"';
	if (found.length !== 1) return wrong(what, found.length ? "more than one record: none counts" : "no record", todo);
	const ending = /(?:^|\s)([-~?+]?)all(?:\s|$)/i.exec(found[0] ?? "")?.[1];
	if (ending === "-" || ending === "~") return ok(what, `ends in ${ending}all`);
	if (/\sredirect=/i.test(found[0] ?? "")) return ok(what, "redirects to another domain's");
	return warning(what, "lets anybody send", todo);
}

/** Checks DKIM (RFC 6376, 3.6.1) under one selector. */
async function dkim(dns: Resolver, domain: string, selector: string): Promise<Finding> {
	const what = `DKIM of ${domain}, selector ${selector}`;
	const [key] = await texts(dns, `${selector}._domainkey.${domain}`);
	const todo = "publish the public key that the relay signs with";
	if (!key) return wrong(what, "no key", todo);
	if (/(?:^|;)\s*p=\s*(?:;|$)/.test(key) || !/(?:^|;)\s*p=/.test(key)) return wrong(what, "a revoked key", todo);
	return ok(what, "a key is published");
}

/** Returns a domain and those above it with two labels or more: DMARC's record may be at the organisation's domain (RFC 7489, 6.6.3). */
const withParents = (domain: string) =>
	domain.split(".").flatMap((_, at, labels) => (labels.length - at >= 2 ? [labels.slice(at).join(".")] : []));

async function dmarc(dns: Resolver, domain: string): Promise<Finding> {
	const what = `DMARC of ${domain}`;
	const todo = 'publish "v=DMARC1; p=quarantine" or "p=reject", or others can send in your name';
	for (const [at, name] of withParents(domain).entries()) {
		const record = (await texts(dns, `_dmarc.${name}`)).find((text) => /^v=DMARC1\s*(;|$)/i.test(text));
		if (!record) continue;
		const tag = (name: string) => new RegExp(`;\\s*${name}\\s*=\\s*(\\w+)`, "i").exec(record)?.[1]?.toLowerCase();
		const policy = (at > 0 && tag("sp")) || tag("p") || "none";
		if (policy === "quarantine" || policy === "reject") return ok(what, `p=${policy}`);
		return warning(what, `p=${policy}`, todo);
	}
	return wrong(what, "no record", todo);
}

/** Checks that an address has a name, and that the name has the address. */
async function reverseName(dns: Resolver, address: string): Promise<Finding> {
	const what = `PTR of ${address}`;
	const todo =
		"have whoever gives out the address name it, and the name lead back to it; or name the addresses mail is sent from with --address";
	const names = await records(dns.reverse(address));
	const back = await Promise.all(
		names.map((name) => records(isIP(address) === 6 ? dns.resolve6(name) : dns.resolve4(name))),
	);
	if (!names.length) return warning(what, "no name", todo);
	if (!back.flat().includes(address)) return warning(what, "its name does not lead back to it", todo);
	return ok(what, "its name leads back to it");
}

/** Returns the addresses mail is sent from: those given, else those of the relay's name. */
async function sendingAddresses(dns: Resolver, addresses: string[], smtpUrl?: string): Promise<string[]> {
	if (addresses.length || !smtpUrl) return addresses;
	const host = relayHost(smtpUrl);
	if (isIP(host) || host === "localhost") return [];
	return (await Promise.all([records(dns.resolve4(host)), records(dns.resolve6(host))])).flat();
}

/** Checks that mail to a domain arrives somewhere: what comes back, and answers. */
async function incoming(dns: Resolver, domain: string): Promise<Finding> {
	const what = `MX of ${domain}`;
	const found = (await records(dns.resolveMx(domain))).filter(({ exchange }) => exchange);
	if (found.length) return ok(what, "takes mail");
	return warning(what, "takes no mail", "returned mail and answers are lost: publish an MX record");
}

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** Checks what receivers of this site's mail look up about its sender. */
export async function senderChecks(settings: SenderSettings, options: SenderOptions): Promise<Finding[]> {
	const dns = new Resolver({ timeout: 3_000, tries: 2 });
	if (options.resolver) dns.setServers([options.resolver]);
	const domain = domainOf(settings.sender);
	const bounces = domainOf(settings.bounces ?? settings.sender);
	const noAnswer = (what: string) => (error: unknown) =>
		wrong(
			what,
			`the resolver does not answer (${errorCode(error)})`,
			"check /etc/resolv.conf, or name one with --resolver",
		);
	const checks = [
		spf(dns, domain).catch(noAnswer(`SPF of ${domain}`)),
		...options.dkim.map((selector) => dkim(dns, domain, selector).catch(noAnswer(`DKIM of ${domain}`))),
		dmarc(dns, domain).catch(noAnswer(`DMARC of ${domain}`)),
		incoming(dns, bounces).catch(noAnswer(`MX of ${bounces}`)),
	];
	const addresses = await sendingAddresses(dns, options.addresses, settings.smtpUrl).catch(() => []);
	return [
		...(await Promise.all(checks)),
		...(options.dkim.length ? [] : [notChecked(`DKIM of ${domain}`, "name the relay's selector with --dkim")]),
		...(addresses.length ? [] : [notChecked("PTR", "name the addresses mail is sent from with --address")]),
		...(await Promise.all(addresses.map((each) => reverseName(dns, each).catch(noAnswer(`PTR of ${each}`))))),
	];
}
