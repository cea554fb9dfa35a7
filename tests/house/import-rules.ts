import type { Source } from "./source";

/** The subjects that each subject may import directly. It may also import what those may import. */
const subjects: Record<string, string[]> = {
	datasets: ["exposure", "messages"],
	reminders: ["exposure", "contact"],
	messages: ["identity", "mail"],
	exposure: ["guidance", "incidents", "identity"],
	contact: ["identity", "mail"],
	guidance: ["identity"],
	incidents: ["guidance", "identity"],
	identity: ["identifiers", "mail", "audit"],
	mail: ["audit"],
	fakes: ["identity"],
	subscriptions: ["messages", "incidents"],
	identifiers: [],
	audit: [],
};
const folders = ["commands", "crypto", "i18n"];

/** Returns every subject that a subject may import, directly or not. */
function reach(subject: string): Set<string> {
	const found = new Set<string>();
	const visit = (name: string) => {
		for (const next of subjects[name] ?? []) {
			if (!found.has(next)) {
				found.add(next);
				visit(next);
			}
		}
	};
	visit(subject);
	return found;
}

/** Returns the subject of a path of lib, or undefined for the shared files. */
function subjectOf(place: string): string | undefined {
	const [room, name = "", rest] = place.split("/");
	return room === "lib" && (rest !== undefined || name in subjects) ? name : undefined;
}

const inside = (place: string, folder: string) => place === folder || place.startsWith(`${folder}/`);
const isSchema = (place: string) => /^lib\/[^/]+\/schema$/.test(place);
/** Files of lib that the browser may import besides schemas. None of them imports server code. */
export const shared = ["lib/form", "lib/i18n", "lib/markdown"];
/**
 * Further entry files of identity for pages and actions: for cookies, for the configured sign-in methods, for OpenID Connect
 * providers, for drafts of forms while the language is changed, and for requests that Next has not read.
 */
export const doors = ["guard", "sign-in-methods", "oidc", "form-draft", "request-session"].map(
	(door) => `lib/identity/${door}`,
);

/** Returns what is wrong with one import of a file, or undefined. */
function fault({ file }: Source, { from, typeOnly }: Source["imports"][number]): string | undefined {
	const room = file.split("/")[0];
	const ours = ["app", "components", "lib", "db", "tests"].some((name) => inside(from, name));
	if (inside(from, "tests")) return "nothing imports tests";

	if (room === "db") {
		if (ours && !inside(from, "db")) return "db imports nothing above it";
		return undefined;
	}
	if (room === "components") {
		if (inside(from, "app") || inside(from, "db")) return "components import components and types of lib";
		if (inside(from, "lib") && !typeOnly && !isSchema(from) && !shared.some((one) => inside(from, one)))
			return "components import only types and schema, lib/form, lib/i18n and lib/markdown";
		return undefined;
	}
	if (room === "lib") {
		const subject = subjectOf(file);
		if (inside(from, "app") || inside(from, "components")) return "lib imports nothing above it";
		if (inside(from, "db") && file !== "lib/database.ts" && subject !== "commands")
			return "lib speaks to db through lib/database.ts";
		if ((/^next(-auth)?(\/|$)/.test(from) || from.startsWith("@auth/")) && subject !== "identity")
			return "only lib/identity imports next";
		const other = subjectOf(from);
		if (!subject || folders.includes(subject)) {
			if (!subject && other && other !== "i18n" && !typeOnly) return "a shared file knows no subject";
		} else if (other && other !== subject && !folders.includes(other)) {
			// Every file may import types of a subject's schema.
			if (!reach(subject).has(other) && !(typeOnly && isSchema(from))) return `${subject} does not know ${other}`;
		}
		if (other === "commands" && subject !== "commands")
			return "only app/_server and the command line know the commands";
	}
	const other = subjectOf(from);
	if (other && other in subjects && other !== subjectOf(file)) {
		const atDoor = from === `lib/${other}` || from === `lib/${other}/index` || isSchema(from) || doors.includes(from);
		if (!atDoor) return `lib/${other} has a door: its index or its schema`;
	}
	if (room === "app" && inside(from, "db")) return "app asks lib, not db";
	return undefined;
}

/** Returns every import of a file that breaks the rules of layers and subjects, each with the reason. */
export function faultsOf(source: Source): string[] {
	return source.imports.flatMap((one) => {
		const reason = fault(source, one);
		return reason ? [`${source.file} imports ${one.from}: ${reason}`] : [];
	});
}
