import { describe, expect, it } from "vitest";
import { type Exemption, idle, isExempt } from "./exemptions";
import { filesBelow } from "./source";

/** Words that may be a whole file name, each with one meaning in every folder. */
const vocabulary: Record<string, string> = {
	index: "what a folder gives to others",
	schema: "zod schemas and types, which the browser may have",
	types: "shapes without code",
	queries: "reads from the database",
	mail: "the mails a subject writes",
	tasks: "jobs of the worker",
	limits: "numbers",
	labels: "words for values",
	actions: "server actions of a page",
	forms: "what the forms of a document do",
	load: "what several pages of a folder read first",
};
/** Names that Next reads. */
const nextNames = /^(page|route|layout|error|global-error|not-found|globals)$/;

/** Folders whose files are named after entries of a list elsewhere. */
const namedElsewhere: Exemption[] = [
	[/^lib\/i18n\/(en|cy)\/[a-zA-Z]+\.ts$/, "a namespace of the catalogue, as code calls it"],
	[/^lib\/[a-z]+\.ts$/, "a shared file of lib; README's map names each"],
	[/^lib\/commands\/(migrate|worker|import|staff|front|doctor|keys|demo)\.(ts|mjs)$/, "the command of npm run"],
	[/^db\/schema\/[a-z]+\.ts$/, "the subject of lib whose tables these are"],
	[/^components\/ui\/[a-z]+\.tsx$/, "an element of the kit"],
	[/^lib\/guidance\/content\/(en|cy)\/[a-z]+\.ts$/, "a part of the content, the same in both languages"],
];

/** One-word terms of the field that alone say what is in the file. Add one only with a reason. */
const terms: Exemption[] = [
	["app/[locale]/(member)/plan/keep/confirmations.tsx", "the confirmations a member holds"],
	["app/[locale]/(member)/plan/reminder.tsx", "the form for one reminder"],
	["app/[locale]/(member)/preferences/errors.ts", "the refusals as sentences"],
	["app/[locale]/(public)/feeds/atom.ts", "RFC 4287"],
	["app/[locale]/(public)/feeds/rss.ts", "RSS 2.0"],
	["app/[locale]/(public)/incidents/[slug]/authorities.tsx", "the authorities told"],
	["app/[locale]/(public)/incidents/[slug]/facts.tsx", "the dates and counts of an incident"],
	["app/[locale]/(public)/incidents/[slug]/findings.tsx", "what the investigation found"],
	["app/[locale]/(public)/timeline.tsx", "updates in order of time"],
	["app/[locale]/(public)/updates/[slug]/corrections.tsx", "the corrections of an update"],
	["app/[locale]/(public)/updates/[slug]/withdrawal.tsx", "the notice over a withdrawn update"],
	["app/_server/compression.ts", "gzip and brotli of responses"],
	["app/_server/mirror.ts", "the command of npm run"],
	["app/_server/web.ts", "the web process"],
	["app/staff/_shared/pagination.tsx", "links to the neighbouring pages of a list"],
	["app/staff/datasets/[version]/decision.tsx", "approve or reject"],
	["app/staff/datasets/[version]/progress.tsx", "how far an import is"],
	["app/staff/updates/[id]/preview.tsx", "an update as readers will see it"],
	["components/check/answer.tsx", "the answer of a check"],
	["components/guidance/blocks.tsx", "the blocks a guidance page is made of"],
	["components/guidance/sentence.tsx", "one sentence with its links"],
	["app/[locale]/_shared/locale.ts", "the language of an address"],
	["lib/i18n/messages.ts", "the type of the catalogue"],
	["db/client.ts", "the connection pool"],
	["db/migrate.ts", "applies the migrations"],
	["db/demo/csv.ts", "RFC 4180"],
	["db/demo/datasets.ts", "the two demo datasets"],
	["db/demo/mappings.ts", "the column mappings of the demo tables"],
	["db/demo/person.ts", "one invented person"],
	["db/demo/people.ts", "the invented people"],
	["db/demo/random.ts", "a seeded random generator"],
	["db/demo/samples.ts", "people of the demo with a known answer"],
	["db/demo/vocabulary.ts", "names and streets that people are invented from"],
	["db/embedded/binaries.ts", "finds PostgreSQL's programs"],
	["db/embedded/cluster.ts", "a PostgreSQL data directory"],
	["db/embedded/lock.ts", "one starter at a time"],
	["db/embedded/postmaster.ts", "PostgreSQL's main process"],
	["db/embedded/server.ts", "starts and stops it"],
	["db/embedded/unprivileged.ts", "the user PostgreSQL runs as where we are root"],
	["lib/commands/bundle.mjs", "the commands as a bundle"],
	["lib/commands/command.ts", "what every command does first and last"],
	["lib/commands/install.mjs", "installs packages where they are missing"],
	["lib/commands/demo/build.ts", "builds the site where sources changed"],
	["lib/commands/demo/child.ts", "a child process"],
	["lib/commands/demo/keys.ts", "keys of the demo"],
	["lib/commands/demo/main.ts", "the demo from start to end"],
	["lib/commands/demo/seed.ts", "the demo's data"],
	["lib/commands/demo/site.ts", "the demo's processes"],
	["lib/contact/consents.ts", "consent receipts"],
	["lib/contact/preferences.ts", "channels and purposes a member chose"],
	["lib/crypto/libsodium.ts", "the library"],
	["lib/crypto/seal.ts", "authenticated encryption of a value"],
	["lib/crypto/signature.ts", "Ed25519"],
	["lib/datasets/checking/warnings.ts", "what a second person should look at"],
	["lib/datasets/cleanup.ts", "removes what failed or was left"],
	["lib/datasets/mappings.ts", "column mappings"],
	["lib/datasets/reading/dates.ts", "dates in cells"],
	["lib/datasets/reading/headers.ts", "the row of column names"],
	["lib/datasets/reading/preview.ts", "the first rows"],
	["lib/datasets/uploads.ts", "uploaded files"],
	["lib/datasets/versions.ts", "versions of a dataset"],
	["lib/fakes/confusables.ts", "confusables of Unicode Technical Standard 39"],
	["lib/exposure/check.ts", "one check of one member"],
	["lib/exposure/confirmation.ts", "confirmations and their codes"],
	["lib/exposure/lookup.ts", "the query for one person"],
	["lib/guidance/pages.ts", "guidance pages"],
	["lib/guidance/progress.ts", "which steps of a plan are done"],
	["lib/identifiers/email.ts", "an identifier kind"],
	["lib/identifiers/telephone.ts", "an identifier kind"],
	["lib/identifiers/fingerprint.ts", "the keyed hash of an identifier"],
	["lib/identifiers/mask.ts", "an identifier with most of it hidden"],
	["lib/identifiers/text.ts", "normalisation of text"],
	["lib/identity/cookies.ts", "cookies"],
	["lib/identity/guard.ts", "what pages and actions call first"],
	["lib/identity/oidc.ts", "OpenID Connect"],
	["lib/identity/roles.ts", "which role has which permission"],
	["lib/identity/sessions.ts", "sessions"],
	["lib/identity/team.ts", "staff and their roles"],
	["lib/identity/tokens.ts", "random tokens and their hashes"],
	["lib/incidents/slug.ts", "the part of an address made from a title"],
	["lib/mail/delivery.ts", "sends mail by SMTP"],
	["lib/mail/outbox.ts", "the transactional outbox"],
	["lib/reminders/eligibility.ts", "whether a reminder is still wanted"],
];

const wordsOf = (file: string) => (file.split("/").at(-1) ?? "").replace(/^\./, "").split(".")[0]?.split("-") ?? [];

/** Whether a name is outside the vocabulary: one word that is not in it, or more than three. */
function unusual(file: string): boolean {
	const words = wordsOf(file);
	const name = words.join("-");
	if (nextNames.test(name) && /^app\//.test(file)) return false;
	return words.length === 1 ? !(name in vocabulary) : words.length > 3;
}

const files = filesBelow(["app", "components", "lib", "db"], [".ts", ".tsx", ".mjs", ".mts", ".css"]).filter(
	(file) => !file.includes("/migrations/"),
);
const found = files.filter(unusual);

it("a file is named by one word of the vocabulary, or by two or three words of the field", () => {
	expect(found.filter((file) => !isExempt(namedElsewhere, file) && !isExempt(terms, file))).toEqual([]);
});

it("every exception names a file that is there and would be found without it", () => {
	expect([...idle(namedElsewhere, found), ...idle(terms, found)]).toEqual([]);
});

describe("the rule finds", () => {
	it.each([
		"lib/exposure/kept.ts",
		"lib/identity/typed.ts",
		"components/check/said.tsx",
		"lib/a/one-two-three-four.ts",
	])("%s", (file) => {
		expect(unusual(file)).toBe(true);
	});

	it("nothing in one-time-codes, queries, or a page of Next", () => {
		const usual = ["lib/identity/one-time-codes.ts", "lib/datasets/queries.ts", "app/staff/page.tsx"];
		expect(usual.filter(unusual)).toEqual([]);
	});
});

/** Matches a segment of a path: lower case and hyphens, with the endings and brackets that tools require, or RFC 8615's folder. */
const wellNamed =
	/^(\.well-known|_?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*|\[{1,2}(\.\.\.)?[a-zA-Z]+\]{1,2}|\([a-z-]+\))$/;
const empty = /(^|\/)(utils?|helpers?|misc|common|shared|stuff)(\.[a-z]+)?$/;
/** The catalogue's files are named after its subjects, in camel case as in code. */
const catalogue = /^lib\/i18n\/(en|cy)\/[a-zA-Z]+\.ts$/;

const misnamed = (file: string) =>
	!catalogue.test(file) && (empty.test(file) || !file.split("/").every((word) => wellNamed.test(word)));

it("files are named in lower case with hyphens, for the thing they hold", () => {
	const files = filesBelow(["app", "components", "lib", "db", "tests"], [".ts", ".tsx", ".mjs", ".css", ".json"]);
	expect(
		files.filter((file) => misnamed(file) && !file.startsWith("tests/results/") && !file.includes("/meta/")),
	).toEqual([]);
	expect(
		["lib/mailUtils.ts", "components/ui/Button.tsx", "lib/utils.ts", "lib/helpers/a.ts"].filter(misnamed).length,
	).toBe(3);
});
