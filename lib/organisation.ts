import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { EnvironmentError, env } from "./env";

/** Returns the relative luminance of a #rrggbb colour (WCAG 2.2). */
function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5]
		.map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Returns the contrast ratio of two #rrggbb colours, from 1 to 21 (WCAG 2.2, success criterion 1.4.3). */
export function contrast(one: string, other: string): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #5b2a6f");
const text = z.string().trim().min(1);
/** A text in the site's languages. If the site has no Welsh, the Welsh text may be missing and the English one is used. */
const inBoth = z.strictObject({ en: text, cy: text });
const inEnglish = z.strictObject({ en: text, cy: text.optional() }).transform(({ en, cy }) => ({ en, cy: cy ?? en }));
const papers = { light: "#fbfaf6", dark: "#15141a" };

/** Whom to tell of a weakness, what is promised to those who do, and for how many days readers may rely on it: under a year, says RFC 9116. */
const security = z.strictObject({
	contact: text.regex(/^(mailto:[^@\s]+@\S+|https:\/\/\S+|tel:\+\S+)$/, "must begin with mailto:, https:// or tel:+"),
	policy: z.url({ protocol: /^https$/ }).optional(),
	days: z.int().min(1).max(364).optional(),
});

const schemaFor = (bilingual: typeof inBoth | typeof inEnglish) =>
	z.strictObject({
		name: bilingual,
		shortName: bilingual,
		/** The name of this service, shown beside the organisation's name. */
		serviceName: bilingual,
		accent: z
			.strictObject({ light: colour, dark: colour })
			.refine((accent) => contrast(accent.light, papers.light) >= 4.5 && contrast(accent.light, "#ffffff") >= 4.5, {
				message: "light must have a contrast of at least 4.5 to 1 on the light background",
			})
			.refine((accent) => contrast(accent.dark, papers.dark) >= 4.5 && contrast(accent.dark, "#1c1b22") >= 4.5, {
				message: "dark must have a contrast of at least 4.5 to 1 on the dark background",
			}),
		/** An SVG or PNG beside this file, shown in the header at this size in pixels. Without it the header has only the name. */
		logo: z
			.strictObject({
				file: text.regex(/^[\w.-]+\.(svg|png)$/, "must name an .svg or .png file beside this one"),
				width: z.int().positive(),
				height: z.int().positive(),
			})
			.optional(),
		officialDomains: z.array(text).min(1),
		/** The addresses the organisation's own mail comes from. The first one sends this site's mail. */
		senders: z.array(z.strictObject({ address: z.email(), name: text })).min(1),
		contacts: z.strictObject({
			helpline: z.strictObject({ telephone: text, hours: bilingual }),
			email: z.email(),
			post: z.array(text).min(1),
			/** The contact for people who fear for their safety. */
			safety: z.strictObject({ telephone: text, email: z.email(), hours: bilingual }),
			/** The contact for the press. */
			press: z.strictObject({ telephone: text, email: z.email() }),
			/** What /.well-known/security.txt says (RFC 9116). Without it, to write to `email` above. */
			security: security.optional(),
		}),
		dataProtectionOfficer: z.strictObject({ name: text, email: z.email(), post: z.array(text).min(1) }),
		/** The neutral site that "Exit this page" opens. */
		leaveTo: z.url({ protocol: /^https$/ }),
		/** Texts of the privacy page: the lawful bases of this site and how long it keeps data. */
		privacy: z.strictObject({ lawfulBases: z.array(bilingual).min(1), keptFor: bilingual }),
		/** The organisation's number in the regulator's register of fee payers. */
		registrationNumber: text.optional(),
		nations: z.array(z.enum(["england", "wales", "scotland", "northern-ireland"])).min(1),
		languages: z
			.array(z.enum(["en", "cy"]))
			.min(1)
			.refine((languages) => languages.includes("en"), "must include en"),
		identifiers: z.strictObject({
			/** Telephone numbers without a country code are read as this country's (ISO 3166-1 alpha-2). */
			country: z.string().regex(/^[A-Z]{2}$/),
			/** Membership numbers after upper-casing and removal of spaces and hyphens must match this. */
			membershipNumber: z.strictObject({
				pattern: text.refine((pattern) => {
					try {
						new RegExp(pattern);
						return true;
					} catch {
						return false;
					}
				}, "must be a regular expression"),
				example: text,
			}),
		}),
	});

/** The settings of the organisation that runs the site. */
export type Organisation = z.output<ReturnType<typeof schemaFor>>;

/** Whether the file wants a site in Welsh, which makes Welsh texts mandatory. The schema rejects malformed files later. */
function asksForWelsh(value: unknown): boolean {
	const { languages } = (value ?? {}) as { languages?: unknown };
	return !Array.isArray(languages) || languages.includes("cy");
}

/** Reads an organisation's JSON text. Throws EnvironmentError with one sentence that names the first fault. */
export function parseOrganisation(json: string, file: string): Organisation {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		throw new EnvironmentError(`ORGANISATION_FILE ${file} is not valid JSON.`);
	}
	const parsed = schemaFor(asksForWelsh(value) ? inBoth : inEnglish).safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new EnvironmentError(`ORGANISATION_FILE ${file}: ${issue?.path.join(".") || "the file"}: ${issue?.message}.`);
}

let read: Organisation | undefined;

/** The organisation of this deployment, read once from ORGANISATION_FILE. Throws EnvironmentError if it is missing or malformed. */
export function organisation(): Organisation {
	if (read) return read;
	const file = env().ORGANISATION_FILE;
	let json: string;
	try {
		json = readFileSync(file, "utf8");
	} catch {
		throw new EnvironmentError(`ORGANISATION_FILE names ${file}, which cannot be read.`);
	}
	read = parseOrganisation(json, file);
	return read;
}

let logoBytes: { type: "image/svg+xml" | "image/png"; bytes: Buffer } | undefined;

/** Returns the organisation's logo, read once, or undefined if it has none. Throws EnvironmentError if its file cannot be read. */
export function organisationLogo(): typeof logoBytes {
	const { logo } = organisation();
	if (!logo || logoBytes) return logoBytes;
	const file = join(dirname(env().ORGANISATION_FILE), logo.file);
	try {
		logoBytes = { type: file.endsWith(".svg") ? "image/svg+xml" : "image/png", bytes: readFileSync(file) };
	} catch {
		throw new EnvironmentError(`ORGANISATION_FILE names the logo ${logo.file}, which cannot be read.`);
	}
	return logoBytes;
}
