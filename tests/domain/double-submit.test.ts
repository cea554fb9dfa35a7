/**
 * Every form of staff and of members, sent twice at once and once more, does what it does once. The actions run as they are; each
 * new one must be placed here.
 */
import { createHash } from "node:crypto";
import { beforeAll, expect, test, vi } from "vitest";
import type { Member, Staff } from "@/lib/authority";
import { accessibleFormats, readPreferences, saveChoices, saveNumber, saveStyle, stopAll } from "@/lib/contact";
import { seal } from "@/lib/crypto/seal";
import { setDatabaseRole } from "@/lib/database";
import { activateVersion, askForChange, createDataset, receiveUpload } from "@/lib/datasets";
import { confirmAnswer } from "@/lib/exposure";
import { fakeAdmin, reportFake } from "@/lib/fakes";
import { type FormState, untouched } from "@/lib/form";
import { fingerprint } from "@/lib/identifiers";
import { addStaff } from "@/lib/identity";
import { fullName } from "@/lib/identity/cookie-names";
import { newId } from "@/lib/ids";
import { incidentAdmin, updateAdmin } from "@/lib/incidents";
import { messageAdmin } from "@/lib/messages";
import { cohorts } from "@/lib/messages/schema";
import { askReminder } from "@/lib/reminders";
import type { Result } from "@/lib/result";
import { unsubscribeCode } from "@/lib/subscriptions/unsubscribe-code";
import { activateVersion as activatePeople, addIncident } from "../support/exposed-people";
import { importText, mappingOf, pieces } from "../support/imports";
import { addPeople } from "../support/many-people";
import { signedInMember, signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const jar = new Map<string, string>();
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));
vi.mock("next/headers", () => ({
	cookies: async () => ({
		get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
		getAll: () => [],
		set: () => {},
	}),
	headers: async () => new Headers({ "user-agent": "Firefox" }),
}));

type Action = (...given: unknown[]) => Promise<unknown>;
const files = import.meta.glob<Record<string, Action>>(
	["../../app/**/*{actions,-action}.ts", "../../app/**/forms.ts"],
	{ eager: true },
);
/** Returns the folder of a file of actions: "staff/incidents". */
function folderOf(file: string): string {
	return file.replace(/^.*\/app\/(?:\[locale\]\/)?/, "").replace(/\([a-z]+\)\/|\/?[a-z-]*(?:actions?|forms)\.ts$/g, "");
}
/** The actions by their folder and name: "staff/incidents create". */
const actions = new Map(
	Object.entries(files).flatMap(([file, exported]) =>
		Object.entries(exported).map(([name, action]) => [`${folderOf(file)} ${name}`, action] as const),
	),
);

const codes = "tests/domain/identity-codes.test.ts";
/** Actions that change nothing, or whose second press another test sends. */
const elsewhere: Record<string, string> = {
	"staff findReference": "reads; each look-up has its audit entry",
	"staff/datasets countAgain": "counts anew; each count has its audit entry",
	"verify/sender checkAddress": "reads",
	"verify/message checkMessage": "reads",
	"verify/confirmation checkCode": "reads",
	"follow/notifications startNotifications": "tests/domain/push.test.ts",
	"follow/notifications stopNotifications": "tests/domain/push.test.ts",
	...Object.fromEntries(
		["sign-in", "staff/sign-in", "identifiers", "preferences/email", "follow"].flatMap((flow) =>
			["askForCode", "enterCode", "sendAgain"].map((name) => [`${flow} ${name}`, codes]),
		),
	),
};

const owner = connectAs("owner");
let ada: Signed;
let bo: Signed;
let number = 0;
type Signed = { staff: Staff; token: string };
type Press = () => Promise<string>;

const form = (fields: Record<string, string | string[]>) => {
	const data = new FormData();
	for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) data.append(name, value);
	return data;
};

/** Sends a form in the browser of somebody. Returns where its action redirects to, or the errors of the form. */
function press(name: `${string} ${string}`, token: string, ...given: unknown[]): Press {
	return async () => {
		jar.clear();
		jar.set(fullName(name.startsWith("staff") ? "staff" : "member"), token);
		const action = actions.get(name);
		if (!action) throw new Error(`no action ${name}`);
		try {
			return JSON.stringify(((await action(...given)) as FormState | undefined)?.errors);
		} catch (error) {
			const [kind, , path] = String((error as { digest?: string }).digest).split(";");
			if (kind !== "NEXT_REDIRECT") throw error;
			return String(path);
		}
	};
}

function must<T>(result: Result<T, string>): T {
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

const headline = () => ({
	...{ status: "active" as const, titleEn: `An outage ${++number}`, titleCy: "", questionEn: "Were you?" },
	...{ questionCy: "", summaryEn: "Data was lost.", summaryCy: "" },
});
async function incident() {
	const id = await incidentAdmin.create(ada.staff, headline());
	return { id, revision: (await incidentAdmin.incidentFor(ada.staff, id))?.revision ?? "" };
}

const words = () => ({
	...{ titleEn: `News ${++number}`, titleCy: "", summaryEn: "In short", summaryCy: "" },
	...{ bodyEn: "The text", bodyCy: "" },
});
async function update(published = false) {
	const about = await incident();
	const id = must(await updateAdmin.create(ada.staff, about.id, words()));
	const revision = async () => (await updateAdmin.update(ada.staff, id))?.revision ?? "";
	if (published) must(await updateAdmin.publish(ada.staff, id, await revision()));
	return { id, revision: await revision() };
}
/** Presses a button of an update of its own. */
const onUpdate = (action: string, published: boolean, fields: Record<string, string>) => async () => {
	const { id, revision } = await update(published);
	return press(`staff/updates ${action}`, ada.token, id, untouched, form({ ...fields, revision }));
};

const letter = () => ({ subjectEn: `News ${++number}`, bodyEn: "The text", subjectCy: "", bodyCy: "" });
const everybody = { cohorts: [...cohorts], languages: [], relationships: [], categories: [] };
const messageForm = (fields: ReturnType<typeof letter>) => ({ ...fields, "cohorts[]": [...cohorts] });
async function message(state: "draft" | "prepared" | "approved" | "trying" | "sending" = "draft") {
	const about = { kind: "incident-notice" as const, incidentId: (await incident()).id };
	const id = must(await messageAdmin.createDraft(ada.staff, null, { ...about, ...letter(), ...everybody }));
	const revision = (await messageAdmin.messageById(ada.staff, id))?.editedAt.toISOString() ?? "";
	const { rows } = await owner.query("select reference from message where id = $1", [id]);
	const made = { id, revision, reference: rows[0].reference as string, people: 0 };
	if (state === "draft") return made;
	must(await messageAdmin.prepareMessage(ada.staff, id, revision, 0));
	made.people = (await messageAdmin.messageById(ada.staff, id))?.prepared ?? 0;
	if (state === "prepared") return made;
	must(await messageAdmin.approveMessage(bo.staff, id, made.people));
	if (state === "approved") return made;
	must(await messageAdmin.tryMessage(ada.staff, id, [ada.staff.staffId]));
	await owner.query("update message_trial set sent_at = now()");
	if (state === "trying") return made;
	must(await messageAdmin.startMessage(ada.staff, id, made.reference, null));
	return made;
}

/** Writes a letter of a message that is being sent, as the command does. Out: the message, and the number on the letter's envelope. */
async function letterTo(handedOver: boolean) {
	const { id } = await message("sending");
	const { rows } = await owner.query(
		"insert into letter (delivery_id, message_id, locale, format, handed_over_at) select id, message_id, 'en', 'standard', case when $2 then now() end from delivery where message_id = $1 limit 1 returning delivery_id",
		[id, handedOver],
	);
	const delivery = BigInt(rows[0].delivery_id);
	const check = 98n - ((delivery * 100n) % 97n);
	return { id, envelope: `${delivery}-${String(check).padStart(2, "0")}` };
}

const table = "Email\nfound@example.org\n";
async function dataset() {
	const { id } = await incident();
	return must(await createDataset(ada.staff, { incidentId: id, name: "people", complete: true }));
}
/** Imports a version by a colleague. */
async function version(datasetId: string) {
	const columns = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);
	return (await asRole("worker", () => importText(bo.staff, datasetId, table, columns))).versionId;
}
async function activeVersion(datasetId: string) {
	const versionId = await version(datasetId);
	must(await activateVersion(ada.staff, versionId));
	return versionId;
}
async function upload() {
	const file = { fileName: "people.csv", stream: pieces(table), complete: () => true };
	return must(await receiveUpload(ada.staff, await dataset(), file));
}

const memberNow = () => signedInMember(`member${++number}@example.org`);
async function withFormat() {
	const { member } = await memberNow();
	must(await saveStyle(member, "en", { language: "en", format: "braille" }));
	const { requests } = await accessibleFormats.waitingRequests(ada.staff, 1);
	return requests.at(-1)?.id ?? "";
}
async function reminder() {
	const { member } = await memberNow();
	must(await askReminder(member, "en", { when: "week" }));
	const settled = "update plan_reminder set channel = 'post', handed_over_at = now() where person_id = $1 returning id";
	return (await owner.query(settled, [member.personId])).rows[0].id;
}
async function fakeReport() {
	must(await reportFake({ channel: "email", sender: "help@evil.test", text: "Pay now" }, `192.0.2.${++number}`));
	return (await fakeAdmin.waitingReports(ada.staff, 1)).reports.at(-1)?.id ?? "";
}
const fake = {
	channel: "email" as const,
	sender: "help@evil.test",
	quote: "Pay now",
	tellsEn: "It hurries you.",
	tellsCy: "",
};
const newColleague = () => ({ email: `colleague${++number}@example.org`, displayName: `Colleague ${number}` });
const colleague = async (by = ada) => must(await addStaff(by.staff, { ...newColleague(), roles: ["publisher"] }));
/** Presses a button of somebody who has just signed in. */
const asMember =
	(name: `${string} ${string}`, given: unknown[], prepare: (member: Member) => Promise<unknown> = async () => {}) =>
	async () => {
		const { member, token } = await memberNow();
		const prepared = await prepare(member);
		return press(name, token, "en", ...given.map((each) => (typeof each === "function" ? each(prepared) : each)));
	};
const address = { line1: "1 Invented Street", line2: "", town: "London", postcode: "SW1A 1AA", country: "" };
const wording = async (member: Member) => (await readPreferences(member, "en")).wording;
const allowed = { "incident[]": "email.incident-notices" };
async function choose(member: Member) {
	const chosen = { allowed: ["email.incident-notices" as const], wording: await wording(member) };
	return must(await saveChoices(member, "en", chosen));
}

/** How a form is sent, by its action. Each call makes what the form is about anew. */
const cases: Record<string, () => Promise<Press>> = {
	"staff/incidents create": async () => press("staff/incidents create", ada.token, untouched, form(headline())),
	"staff/incidents saveIncidentForm": async () => {
		const { id, revision } = await incident();
		const report = { authority: "ICO", roleEn: "Regulator", reportedOn: "2026-10-01", statusEn: "Open", revision };
		return press("staff/incidents saveIncidentForm", ada.token, id, "authorities/new", untouched, form(report));
	},
	"staff/incidents publishFigures": async () => {
		const { id } = await incident();
		const seen = JSON.stringify(await messageAdmin.countFigures(ada.staff, id));
		return press("staff/incidents publishFigures", ada.token, id, seen, untouched, form({}));
	},
	"staff/updates create": async () => {
		const fields = { ...words(), incidentId: (await incident()).id };
		return press("staff/updates create", ada.token, untouched, form(fields));
	},
	"staff/updates save": onUpdate("save", false, words()),
	"staff/updates publish": onUpdate("publish", false, {}),
	"staff/updates discard": onUpdate("discard", false, {}),
	"staff/updates correct": onUpdate("correct", true, {
		...words(),
		noteEn: "It was wrong.",
		noteCy: "",
		step: "publish",
	}),
	"staff/updates withdraw": onUpdate("withdraw", true, { noteEn: "It was wrong.", noteCy: "", step: "publish" }),
	"staff/messages create": async () => {
		const fields = { ...messageForm(letter()), kind: "update", incidentId: (await incident()).id };
		return press("staff/messages create", ada.token, "", untouched, form(fields));
	},
	"staff/messages save": async () => {
		const { id, revision } = await message();
		const fields = form({ ...messageForm(letter()), revision });
		return press("staff/messages save", ada.token, id, untouched, fields);
	},
	"staff/messages discard": async () =>
		press("staff/messages discard", ada.token, (await message()).id, untouched, form({})),
	"staff/messages prepare": async () => {
		const { id, revision } = await message();
		return press("staff/messages prepare", ada.token, id, "1", untouched, form({ revision }));
	},
	"staff/messages reopen": async () =>
		press("staff/messages reopen", ada.token, (await message("approved")).id, untouched, form({})),
	"staff/messages approve": async () => {
		const { id, people } = await message("prepared");
		return press("staff/messages approve", bo.token, id, String(people), untouched, form({}));
	},
	"staff/messages tryOut": async () => {
		const readers = form({ "readers[]": [ada.staff.staffId, bo.staff.staffId] });
		return press("staff/messages tryOut", ada.token, (await message("approved")).id, untouched, readers);
	},
	"staff/messages start": async () => {
		const { id, reference } = await message("trying");
		return press("staff/messages start", ada.token, id, untouched, form({ reference, startsAt: "" }));
	},
	"staff/messages steer": async () =>
		press("staff/messages steer", ada.token, (await message("sending")).id, "stop", untouched, form({})),
	"staff/messages repeat": async () => {
		const { id } = await message("sending");
		await owner.query("update delivery set state = 'unknown', attempts = 1 where message_id = $1", [id]);
		return press("staff/messages repeat", ada.token, id, untouched, form({}));
	},
	"staff/messages handOver": async () =>
		press("staff/messages handOver", ada.token, (await letterTo(false)).id, untouched, form({})),
	"staff/messages letterReturned": async () => {
		const { id, envelope } = await letterTo(true);
		return press("staff/messages letterReturned", ada.token, id, untouched, form({ letters: envelope }));
	},
	"staff/messages noteInstead": async () => {
		const { id } = await message("sending");
		await owner.query("update message set started_at = now() where id = $1", [id]);
		const fields = form({ kind: "public-notice", doneOn: "2026-11-02", note: "A notice on our home page" });
		return press("staff/messages noteInstead", ada.token, id, untouched, fields);
	},
	"staff/messages/do-not-send change": async () => {
		const fields = form({ address: `gone${++number}@example.org`, change: "asked" });
		return press("staff/messages/do-not-send change", ada.token, untouched, fields);
	},
	"staff/fakes confirm": async () =>
		press("staff/fakes confirm", ada.token, await fakeReport(), untouched, form({ ...fake, step: "publish" })),
	"staff/fakes dismiss": async () => press("staff/fakes dismiss", ada.token, await fakeReport(), form({})),
	"staff/fakes remove": async () => {
		const published = must(await fakeAdmin.confirm(ada.staff, await fakeReport(), fake));
		return press("staff/fakes remove", ada.token, published, form({}));
	},
	"staff/formats sent": async () => press("staff/formats sent", ada.token, await withFormat(), form({})),
	"staff/formats putBack": async () => {
		const id = await withFormat();
		must(await accessibleFormats.markSent(ada.staff, id));
		return press("staff/formats putBack", ada.token, id, form({}));
	},
	"staff/reminders settle": async () =>
		press("staff/reminders settle", ada.token, await reminder(), form({ how: "given" })),
	"staff/team add": async () => {
		const fields = { ...newColleague(), "roles[]": ["publisher"] };
		return press("staff/team add", ada.token, untouched, form(fields));
	},
	"staff/team change": async () =>
		press("staff/team change", ada.token, await colleague(), form({ "roles[]": ["data-lead"] })),
	"staff/team remove": async () => press("staff/team remove", ada.token, await colleague(), form({})),
	"staff/team vouch": async () => press("staff/team vouch", ada.token, await colleague(bo), form({})),
	"staff/datasets addDataset": async () => {
		const fields = { incident: (await incident()).id, name: "people", complete: "yes" };
		return press("staff/datasets addDataset", ada.token, untouched, form(fields));
	},
	"staff/datasets confirmMapping": async () => {
		const fields = form({ "role-0": "identifier:email", saveAs: `Mapping ${++number}` });
		return press("staff/datasets confirmMapping", ada.token, await upload(), "{}", "", untouched, fields);
	},
	"staff/datasets cancel": async () => press("staff/datasets cancel", ada.token, await upload(), form({})),
	"staff/datasets activate": async () =>
		press("staff/datasets activate", ada.token, await version(await dataset()), form({})),
	"staff/datasets rollBackDataset": async () => {
		const datasetId = await dataset();
		await activeVersion(datasetId);
		return press("staff/datasets rollBackDataset", ada.token, await activeVersion(datasetId), datasetId, form({}));
	},
	"staff/datasets withdraw": async () =>
		press("staff/datasets withdraw", ada.token, await version(await dataset()), "", form({ sure: "yes" })),
	"staff/datasets askForDatasetChange": async () => {
		const datasetId = await dataset();
		await activeVersion(datasetId);
		return press("staff/datasets askForDatasetChange", ada.token, datasetId, "reopen", "", form({}));
	},
	"staff/datasets confirmDatasetChange": async () => {
		const datasetId = await dataset();
		await activeVersion(datasetId);
		const { id } = must(await askForChange(ada.staff, { datasetId, change: "reopen" }));
		return press("staff/datasets confirmDatasetChange", bo.token, id, "", form({}));
	},
	"staff/datasets cancelDatasetChange": async () => {
		const datasetId = await dataset();
		await activeVersion(datasetId);
		const { id } = must(await askForChange(ada.staff, { datasetId, change: "reopen" }));
		return press("staff/datasets cancelDatasetChange", ada.token, id, "", form({}));
	},
	"plan saveNation": asMember("plan saveNation", [form({ nation: "wales" })]),
	"plan setReminder": asMember("plan setReminder", [form({ asks: "", when: "week" })]),
	"plan stop": asMember("plan stop", [form({})], async (member) =>
		must(await askReminder(member, "en", { when: "week" })),
	),
	"plan/keep makeConfirmation": asMember("plan/keep makeConfirmation", [untouched, form({ categories: "no" })]),
	"plan/keep withdraw": asMember(
		"plan/keep withdraw",
		[(id: string) => id, form({})],
		async (member) => must(await confirmAnswer(member, { categories: false })).id,
	),
	"preferences submitChoices": asMember(
		"preferences submitChoices",
		[(shown: string) => form({ ...allowed, wording: shown })],
		wording,
	),
	"preferences submitObjection": asMember("preferences submitObjection", [form({ answer: "object" })]),
	"preferences submitOrder": asMember("preferences submitOrder", [form({ first: "email" })], choose),
	"preferences submitStyle": asMember("preferences submitStyle", [form({ language: "cy", format: "audio" })]),
	"preferences stopEverything": asMember("preferences stopEverything", [form({})], choose),
	"preferences undo": asMember("preferences undo", [form({})], async (member) => {
		await choose(member);
		await stopAll(member, "en");
	}),
	"preferences removeChannel": asMember("preferences removeChannel", ["text", form({})], async (member) =>
		must(await saveNumber(member, "en", "text", "07700 900123")),
	),
	"preferences/[channel] submitNumber": asMember("preferences/[channel] submitNumber", [
		"text",
		untouched,
		form({ number: "07700 900123" }),
	]),
	"preferences/[channel] submitPost": asMember("preferences/[channel] submitPost", [untouched, form(address)]),
	"identifiers remove": asMember("identifiers remove", [(id: string) => id, form({})], async (member) => {
		const id = newId("pid");
		const other = `other${++number}@example.org`;
		await owner.query(
			"insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) values ($1, $2, 'email', $3, $4, 'email-code')",
			[id, member.personId, fingerprint("email", other), seal("address", other)],
		);
		return id;
	}),
	"check/match submitClaim": asMember("check/match submitClaim", [
		untouched,
		form({ kind: "membership-number", number: "MP123456" }),
	]),
	"devices signOutOthers": async () => {
		const address = `two.browsers${++number}@example.org`;
		const { token } = await signedInMember(address);
		await signedInMember(address);
		return press("devices signOutOthers", token, "en", "", form({}));
	},
	"unsubscribe stopEmails": async () => {
		const id = newId("sub");
		await owner.query(
			"insert into subscription (id, address_fingerprint, address_sealed, topic, locale) values ($1, $2, $3, 'all', 'en')",
			[id, fingerprint("email", `${id}@example.org`), seal("address", `${id}@example.org`)],
		);
		return press("unsubscribe stopEmails", "", "en", untouched, form({ ending: unsubscribeCode(id) }));
	},
	"verify/fakes/report report": async () => {
		const fields = form({ channel: "email", sender: "x@evil.test", text: `Pay now ${++number}` });
		return press("verify/fakes/report report", "", "en", untouched, fields);
	},
};

/** What is written whenever somebody looks, and when the queue gets its first job of a kind. */
const notCounted = new Set(["public.audit_event", "dataset-version.sample-read", "graphile_worker._private_tasks"]);

/** The rows of every table, the audit log's by action. */
async function rows(): Promise<Map<string, number>> {
	const { rows: tables } = await owner.query(
		"select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
	);
	const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as n from ${name}`);
	const entries = "select action as name, count(*)::int as n from audit_event group by 1";
	const text = [...counts, entries].join(" union all ");
	// Named, so that it is planned once: to plan it takes many times what it takes to run.
	const counted = await owner.query({ name: createHash("sha256").update(text).digest("hex").slice(0, 32), text });
	return new Map(counted.rows.filter(({ name }) => !notCounted.has(name)).map(({ name, n }) => [name, n]));
}

/** Returns how many rows each table has more, or fewer, after a change. */
async function changed(change: () => Promise<unknown>): Promise<Record<string, number>> {
	const before = await rows();
	await change();
	const after = await rows();
	return Object.fromEntries(
		[...after].flatMap(([name, n]) => (n === before.get(name) ? [] : [[name, n - (before.get(name) ?? 0)]])),
	);
}

beforeAll(async () => {
	setDatabaseRole("web");
	ada = await signedInStaff("ada@example.org", "admin", "publisher", "data-lead");
	bo = await signedInStaff("bo@example.org", "admin", "publisher", "data-lead");
	const { incidentId, datasetId } = await addIncident(owner);
	await addPeople(owner, incidentId, [{ address: "reader@readers.example", outcome: "affected" }]);
	await activatePeople(owner, datasetId, [{ name: "Ann", identifiers: { email: "ann@example.org" } }]);
});

test("every action of the site is placed", () => {
	expect([...Object.keys(cases), ...Object.keys(elsewhere)].sort()).toEqual([...actions.keys()].sort());
});

test.each(Object.keys(cases))("%s happens once", async (name) => {
	const once = await cases[name]?.();
	const often = await cases[name]?.();
	if (!once || !often) throw new Error(name);
	let first = "";
	const single = await changed(async () => {
		first = await once();
	});
	expect(single, first).not.toEqual({});
	expect(await changed(() => Promise.all([often(), often()])), "two at once").toEqual(single);
	expect(await changed(often), "and once more").toEqual({});
});

const pasted = "MP-7Q4K-2D9T from help@evil.test: pay now at https://evil.test";
test.each([
	["verify/sender checkAddress", { address: pasted }],
	["verify/message checkMessage", { message: pasted }],
	["verify/confirmation checkCode", { code: pasted }],
] as const)("%s keeps nothing of what is entered", async (name, fields) => {
	expect(await changed(press(name, "", "en", untouched, form(fields)))).toEqual({});
});
