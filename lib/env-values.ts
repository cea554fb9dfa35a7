/** The forms that values of environment variables have, each with the end of the sentence that names a wrong one. */
import { BlockList, isIP } from "node:net";
import { z } from "zod";

/** A key of 32 bytes in base64. */
export const key = z
	.string()
	.refine(
		(text) => Buffer.from(text, "base64").length === 32,
		"must be 32 random bytes in base64 (openssl rand -base64 32)",
	);
/** Several keys of 32 bytes in base64. */
export const severalKeys = (kind: string) =>
	z
		.string()
		.transform((text) => text.split(/[\s,]+/).filter(Boolean))
		.refine(
			(keys) => keys.every((key) => Buffer.from(key, "base64").length === 32),
			`must be ${kind} of 32 bytes in base64, with commas between them`,
		);
/** A connection to PostgreSQL. */
export const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, "must be a URL that starts with postgresql://");
/** Addresses and networks (CIDR) with commas between them. */
export const networks = z
	.string()
	.transform((text) =>
		text
			.split(/[\s,]+/)
			.filter(Boolean)
			.map((each) => {
				const [address = "", prefix] = each.split("/");
				const bits = isIP(address) === 6 ? 128 : 32;
				const valid =
					isIP(address) !== 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
				return { address, prefix: Number(prefix ?? bits), family: bits === 128 ? "ipv6" : "ipv4", valid } as const;
			}),
	)
	.refine(
		(list) => list.every(({ valid }) => valid),
		"must be addresses or networks with commas between them, such as 127.0.0.1, 10.0.0.0/8",
	)
	.transform((list) => {
		const found = new BlockList();
		for (const { address, prefix, family } of list) found.addSubnet(address, prefix, family);
		return found;
	});
/** The id of a template of GOV.UK Notify. */
export const templateId = z.uuid("must be the id of a template, as Notify's page of it shows it").optional();
/** Half of the pair that signs notifications, in base64url. */
export const vapidKey = (half: string, length: number) =>
	z
		.string()
		.regex(new RegExp(`^[\\w-]{${length}}$`), `must be the ${half} key that npm run keys -- vapid prints`)
		.optional();
/** A switch that is off unless it says yes. */
export const yes = z.enum(["yes", "no"]).default("no");
/** Matches the host names of this machine. */
export const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;
