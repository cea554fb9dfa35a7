/**
 * Each button of the site: how it is reached, where it leads, and what there is once afterwards. tests/e2e/double-presses.spec.ts presses
 * them twice on a slow connection; tests/attacks/failed-writes.test.ts lets each of their writes fail. tests/house/form-owners.test.ts fails for an action that is in neither list.
 */
import { seal } from "@/lib/crypto/seal";
import { fingerprint } from "@/lib/identifiers";
import { newId } from "@/lib/ids";
import { newReference } from "@/lib/messages/message-reference";
import { unsubscribeCode } from "@/lib/subscriptions/unsubscribe-code";
import { affectedPerson } from "./demo-people";
import { mailAfter, mailsTo } from "./mailbox";
import { codeIn } from "./mailed-codes";
import { addPeopleToSentMessage, addSentMessage } from "./sent-message";
import { inSiteDatabase } from "./site-database";

/** Opens pages and sends forms: a browser, or requests alone. */
export type Visitor = {
	/**
	 * Opens a page, fills the first of its forms that calls an action and has `about` in its HTML, and sends it. Returns the address that it
	 * leads to.
	 */
	send(path: string, action: string, fields: Record<string, string>, leads: RegExp, about?: string): Promise<string>;
	/** Signs in at the page of members or of staff. */
	signIn(address: string, at: "/sign-in" | "/staff/sign-in"): Promise<void>;
};

/** Somebody who presses. Each press has its own person, so that what they did can be counted. */
export type Presser = {
	visitor: Visitor;
	address: string;
	/** Their per_… or stf_…; empty for somebody who is not signed in. */
	id: string;
	/** Distinguishes what runs with scripts from what runs without at the same time. */
	run: string;
};

export type Press = {
	/** Who presses: somebody who is affected, somebody whose address nobody knows, staff, or somebody who does not sign in. */
	by: "affected" | "stranger" | "staff" | "nobody";
	/** Makes what the form is about. Returns what stands for the words in angle brackets. */
	prepare?: (by: Presser) => Promise<Record<string, string>>;
	/** The page of the form. */
	page: string;
	/** A text of the form's HTML, where several forms of the page call the action. */
	form?: string;
	/** What is typed or chosen, by the field's name. */
	fill?: Record<string, string>;
	/** A button that is pressed once before, as the one that shows what readers will see. */
	first?: RegExp;
	/** The button, if it is not the form's first. */
	button?: RegExp;
	/** Where it leads. */
	leads: RegExp;
	/** The audit entries of this person afterwards, each once, sorted. Undefined where a press that the browser drops may leave one of its own. */
	made?: string[];
	/** Whoever is sent one mail. */
	mailTo?: string;
	/** Returns a number that is 1 afterwards, for what has no entry of a person. */
	count?: (by: Presser) => Promise<number>;
};

const one = async (statement: string, values: unknown[] = []): Promise<string> =>
	(await inSiteDatabase(statement, values)).rows[0]?.id;
const number = async (statement: string, values: unknown[] = []): Promise<number> =>
	(await inSiteDatabase(statement, values)).rows[0].n;

export const personOf = (address: string) =>
	one("select person_id as id from proven_identifier where fingerprint = $1", [fingerprint("email", address)]);
const other = ({ address }: Presser) => address.replace(/^/, "other.");

/** Asks for a code on a page. Returns it. */
async function askedCode(by: Presser, flow: string, address: string): Promise<Record<string, string>> {
	const seen = mailsTo(address).length;
	await by.visitor.send(`/${flow}`, `${flow} askForCode`, { email: address }, /\/code/);
	const mail = await mailAfter(address, seen);
	return { code: codeIn(mail.text) };
}

/** The three buttons of a page that asks for an address and then for its code. */
function codeFlow(
	flow: string,
	by: Press["by"],
	to: (by: Presser) => string,
	made: { asked: string[]; entered: string[]; again: string[] },
	entered: Pick<Press, "leads" | "count">,
): Record<string, Press> {
	const asked = async (by: Presser) => ({ to: to(by), ...(await askedCode(by, flow, to(by))) });
	return {
		[`${flow} askForCode`]: {
			by,
			prepare: async (by) => ({ to: to(by) }),
			page: `/${flow}`,
			fill: { email: "<to>" },
			leads: /\/code/,
			made: made.asked,
			mailTo: "<to>",
		},
		[`${flow} enterCode`]: {
			by,
			prepare: asked,
			page: `/${flow}/code`,
			fill: { code: "<code>" },
			made: made.entered,
			...entered,
		},
		[`${flow} sendAgain`]: {
			by,
			prepare: asked,
			page: `/${flow}/code`,
			leads: /\/code\?/,
			made: made.again,
			mailTo: "<to>",
		},
	};
}

const incidentId = "(select min(id) from incident)";
const update = async (by: Presser, published: boolean): Promise<Record<string, string>> => ({
	update: await one(
		`insert into incident_update (id, incident_id, slug, status, title_en, summary_en, body_en, published_at)
		select $1, (select id from incident where title_en like 'November 2019%'), $1, $2, 'Pressed twice', 'Short', 'Words', case when $3 then now() end returning id`,
		[`${newId("upd")}${by.run}`, published ? "published" : "draft", published],
	),
});
const text = { titleEn: "Pressed twice", summaryEn: "In one sentence", bodyEn: "A text" };

/** Inserts a message in a state, to one person of the data, who needs a letter: nobody can finalise or approve one to nobody. */
async function message(by: Presser, state: string): Promise<Record<string, string>> {
	const reference = newReference();
	const id = await one(
		`insert into message (id, reference, kind, incident_id, subject_en, body_en, audience, state, created_by, sent, prepared_by, prepared_at, started_at)
		select $1, $2, 'update', ${incidentId}, 'Pressed twice', 'Your answer is on our site.',
			jsonb_build_object('cohorts', case when $3 = 'draft' then '["affected", "in-data"]' else '["affected"]' end::jsonb, 'languages', '["cy"]'::jsonb, 'relationships', '["staff"]'::jsonb, 'categories', '[]'::jsonb), $3, 'stf_nobody', sent, by, at, case when $3 in ('sending', 'paused') then now() end
		from (select '{"en": {"subject": "Pressed twice", "text": "Words", "html": "<p>Words</p>"}}'::jsonb, 'stf_nobody', now()) as frozen (sent, by, at)
		right join (select 1) as one on $3 <> 'draft' returning id`,
		[newId("mes"), reference, state],
	);
	await inSiteDatabase(
		`insert into delivery (message_id, version_id, record, cohort, locale, state, excluded_for, ended_at)
		select $1, (select min(id) from dataset_version), 1, 'in-data', 'en', 'excluded', 'no-address', now() where $2 <> 'draft'`,
		[id, state],
	);
	if (state === "trying")
		await inSiteDatabase("insert into message_trial (message_id, staff_id, sent_at) values ($1, $2, now())", [
			id,
			by.id,
		]);
	return { message: id, reference, staff: by.id };
}
const onMessage = (step: string, state: string, more: Pick<Press, "leads" | "made"> & Partial<Press>): Press => ({
	by: "staff",
	prepare: (by) => message(by, state),
	page: `/staff/messages/<message>/${step}`,
	...more,
});
const sentMessage = async (): Promise<Record<string, string>> => {
	const id = await addPeopleToSentMessage(await addSentMessage());
	const delivery = BigInt(
		await one("select delivery_id as id from letter where message_id = $1 and handed_over_at is not null", [id]),
	);
	return { message: id, envelope: `${delivery}-${String(98n - ((delivery * 100n) % 97n)).padStart(2, "0")}` };
};

/** Inserts a dataset with versions in these states, oldest first. None has records. */
async function dataset(states: string[]): Promise<Record<string, string>> {
	const id = await one(
		"insert into dataset (id, incident_id, name, complete) select $1, (select id from incident where title_en like 'November 2019%'), $1, true returning id",
		[newId("dst")],
	);
	const versions: string[] = [];
	for (const [at, state] of states.entries()) {
		const version = await one(
			`insert into dataset_version (id, dataset_id, number, state, file_name, report, mapping, imported_by, finished_at)
			select $1, $2, $3, 'importing', 'table.csv', v.report, v.mapping, 'stf_nobody', now()
			from (select report, mapping from dataset_version where state = 'active' limit 1) v returning id`,
			[newId("dsv"), id, at + 1],
		);
		await inSiteDatabase("select exposure.prepare_version($1)", [version]);
		await inSiteDatabase("select exposure.finish_version($1)", [version]);
		await inSiteDatabase("update dataset_version set state = 'ready' where id = $1", [version]);
		if (state !== "ready") {
			await inSiteDatabase("select exposure.attach_version($1)", [version]);
			await inSiteDatabase(
				"update dataset_version set state = $2, activated_by = 'stf_other', activated_at = now() - interval '1 hour' where id = $1",
				[version, state],
			);
		}
		if (state === "active")
			await inSiteDatabase("update dataset set active_version_id = $2 where id = $1", [id, version]);
		versions.push(version);
	}
	return { dataset: id, version: versions.at(-1) ?? "" };
}
const changeOf = async (): Promise<Record<string, string>> => {
	const made = await dataset(["active"]);
	const change = await one(
		"insert into dataset_change (id, dataset_id, change, people, asked_by, asked_at) values ($1, $2, 'reopen', 0, 'stf_nobody', now()) returning id",
		[newId("dsc"), made.dataset],
	);
	return { ...made, change };
};
const onVersion = (states: string[], more: Pick<Press, "leads" | "made"> & Partial<Press>): Press => ({
	by: "staff",
	prepare: () => dataset(states),
	page: "/staff/datasets/<version>",
	...more,
});

async function colleague(): Promise<Record<string, string>> {
	const id = newId("stf");
	await inSiteDatabase(
		"insert into staff_member (id, display_name, email_fingerprint, email_sealed, roles) select $1, $1, decode(md5($1), 'hex'), email_sealed, '{publisher}' from staff_member limit 1",
		[id],
	);
	// By nobody who could be the one who presses: whoever made an account does not vouch for it.
	await inSiteDatabase("insert into staff_change (staff_id, changed_by) values ($1, 'stf_nobody')", [id]);
	return { colleague: id };
}
async function fakeReport(by: Presser): Promise<Record<string, string>> {
	await by.visitor.send(
		"/verify/fakes/report",
		"verify/fakes/report report",
		{ channel: "email", text: `Pressed twice ${newId("fkr")}` },
		/sent=1/,
	);
	return { fake: await one("select id from fake_report order by reported_at desc limit 1") };
}
const formatRequest = async (sent: boolean): Promise<Record<string, string>> => ({
	format: await one(
		"insert into format_request (id, person_id, format, language, outcome, settled_at) select $1, (select min(id) from person), 'braille', 'en', case when $2 then 'sent' end, case when $2 then now() end returning id",
		[newId("fmt"), sent],
	),
});
const emailReminder = ({ id }: Presser) =>
	one(
		"insert into plan_reminder (id, person_id, channel, to_sign_in, locale, due_at) values ($1, $2, 'email', true, 'en', now() + interval '7 days') returning id",
		[newId("rem"), id],
	);
const email = "incident[]";
const choose = async (by: Presser): Promise<Record<string, string>> => {
	await by.visitor.send("/preferences", "preferences submitChoices", { [email]: "email.incident-notices" }, /receipt=/);
	return {};
};

/** The presses by the action that they call. Where one action has several buttons, what follows the colon tells them apart. */
export const doublePresses: Record<string, Press> = {
	...codeFlow(
		"sign-in",
		"nobody",
		({ address }) => address,
		{ asked: [], entered: ["identifier.proven", "session.opened"], again: [] },
		{
			leads: /\/check/,
			count: async ({ address }) =>
				number("select count(*)::int as n from session where person_id = $1", [await personOf(address)]),
		},
	),
	...codeFlow(
		"identifiers",
		"stranger",
		other,
		{ asked: ["challenge.started"], entered: ["identifier.proven"], again: ["challenge.renewed"] },
		{ leads: /\/identifiers\?done=added/ },
	),
	...codeFlow(
		"preferences/email",
		"stranger",
		other,
		{ asked: ["challenge.started"], entered: ["contact.contact-changed"], again: ["challenge.renewed"] },
		{ leads: /\/preferences\?receipt=/ },
	),
	...codeFlow(
		"follow",
		"nobody",
		other,
		{ asked: [], entered: [], again: [] },
		{
			leads: /\/follow\?done=1/,
			count: (by) =>
				number("select count(*)::int as n from subscription where address_fingerprint = $1", [
					fingerprint("email", other(by)),
				]),
		},
	),
	"identifiers remove": {
		by: "stranger",
		prepare: async ({ id }) => ({
			identifier: await one(
				"insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) select $1, person_id, kind, decode(md5($1), 'hex'), sealed, means from proven_identifier where person_id = $2 returning id",
				[newId("pid"), id],
			),
		}),
		page: "/identifiers",
		leads: /done=removed/,
		made: ["identifier.removed"],
	},
	"devices signOutOthers": {
		by: "stranger",
		prepare: async ({ id }) => ({
			session: await one(
				"insert into session (id, token_hash, person_id, device, expires_at) values ($1, decode(md5($1), 'hex'), $2, 'Firefox, Windows', now() + interval '1 hour') returning id",
				[newId("ses"), id],
			),
		}),
		page: "/devices",
		leads: /done=/,
		made: ["session.revoked"],
	},
	"check/match submitClaim": {
		by: "stranger",
		// Under numbers of their own, because tries are counted by record.
		prepare: async ({ address, run }) => {
			await inSiteDatabase(
				`insert into exposure.record (partition, record, profile, subject, digest, email, hints)
				select r.partition, r.record + $2, r.profile, r.subject, r.digest, encode($1, 'hex')::uuid, r.hints
				from (select r.* from exposure.record r join dataset_version v on v.partition = r.partition and v.state = 'active' order by r.partition, r.record limit 2) r`,
				[fingerprint("email", address), run === "desktop" ? 1_200_000_000 : 1_300_000_000],
			);
			return {};
		},
		page: "/check/match",
		form: 'value="membership-number"',
		fill: { kind: "membership-number", number: "MP999999" },
		leads: /\/check\/match/,
		made: ["identifier.claimed", "identifier.tried"],
	},
	"plan/steps: mark a step of the answer": {
		by: "affected",
		page: "/check",
		button: /^Mark as done/,
		leads: /state=done/,
		made: ["plan-action.done"],
	},
	"plan/steps: mark": {
		by: "affected",
		page: "/plan",
		button: /^Mark as done/,
		leads: /state=done/,
		made: ["plan-action.done"],
	},
	"plan/steps: skip": {
		by: "affected",
		page: "/plan",
		button: /^Skip/,
		leads: /state=skipped/,
		made: ["plan-action.skipped"],
	},
	"plan/steps: undo": {
		by: "affected",
		prepare: async ({ visitor }) => {
			const marked = await visitor.send("/plan", "plan/steps", {}, /state=done/, "Mark as done");
			return { marked: new URL(marked).search };
		},
		page: "/plan<marked>",
		button: /^Undo/,
		leads: /state=(?!done)/,
		made: ["plan-action.reopened"],
	},
	"plan saveNation": {
		by: "affected",
		page: "/plan",
		fill: { nation: "wales" },
		leads: /\/plan/,
		made: ["plan-nation.chosen"],
	},
	"plan setReminder": {
		by: "affected",
		page: "/plan",
		fill: { when: "week" },
		leads: /done=set/,
		made: ["plan-reminder.set"],
	},
	"plan stop": {
		by: "affected",
		prepare: async (by) => ({ reminder: await emailReminder(by) }),
		page: "/plan",
		leads: /done=stopped/,
		made: ["plan-reminder.stopped"],
	},
	"plan/keep makeConfirmation": {
		by: "affected",
		page: "/plan/keep",
		fill: { categories: "no" },
		leads: /done=made/,
		made: ["confirmation.made"],
	},
	"plan/keep withdraw": {
		by: "affected",
		prepare: async ({ visitor }) => {
			await visitor.send("/plan/keep", "plan/keep makeConfirmation", { categories: "no" }, /done=made/);
			return {};
		},
		page: "/plan/keep",
		leads: /done=taken-back/,
		made: ["confirmation.withdrawn"],
	},
	"preferences submitChoices": {
		by: "stranger",
		page: "/preferences",
		fill: { [email]: "email.incident-notices" },
		leads: /receipt=/,
		made: ["contact.saved"],
	},
	"preferences submitObjection": {
		by: "stranger",
		page: "/preferences",
		leads: /receipt=/,
		made: ["contact.objected"],
	},
	"preferences submitOrder": {
		by: "stranger",
		// Two ways, so that the page asks which comes first.
		prepare: async ({ id }) => {
			await inSiteDatabase(
				"insert into contact_preference (person_id, channel, purpose, allowed) select $1, c, 'incident-notices', true from unnest('{email,text}'::text[]) c",
				[id],
			);
			return {};
		},
		page: "/preferences",
		fill: { first: "email" },
		leads: /receipt=/,
		made: ["contact.order-saved"],
	},
	"preferences submitStyle": {
		by: "stranger",
		page: "/preferences",
		fill: { format: "braille" },
		leads: /receipt=/,
		made: ["contact.style-saved", "format-request.made"],
	},
	"preferences stopEverything": {
		by: "stranger",
		prepare: choose,
		page: "/preferences",
		leads: /receipt=/,
		made: ["contact.stopped-everything"],
	},
	"preferences undo": {
		by: "stranger",
		prepare: async (by) => {
			await choose(by);
			await by.visitor.send("/preferences", "preferences stopEverything", {}, /receipt=/);
			return {};
		},
		page: "/preferences",
		leads: /receipt=/,
		made: ["contact.stop-undone"],
	},
	"preferences removeChannel": {
		by: "stranger",
		prepare: async ({ visitor }) => {
			await visitor.send(
				"/preferences/text",
				"preferences/[channel] submitNumber",
				{ number: "07700 900123" },
				/receipt=/,
			);
			return {};
		},
		page: "/preferences/text",
		leads: /receipt=/,
		made: ["contact.contact-removed"],
	},
	"preferences/[channel] submitNumber": {
		by: "stranger",
		page: "/preferences/telephone",
		fill: { number: "020 7946 0000" },
		leads: /receipt=/,
		made: ["contact.contact-changed"],
	},
	"preferences/[channel] submitPost": {
		by: "stranger",
		page: "/preferences/post",
		fill: { line1: "1 Invented Street", town: "Little Example", postcode: "ZZ1 1ZZ" },
		leads: /receipt=/,
		made: ["contact.contact-changed"],
	},
	"sign-out": { by: "stranger", page: "/devices", leads: /\/sign-in\?signed-out/, made: ["session.ended"] },
	"unsubscribe stopEmails": {
		by: "nobody",
		prepare: async ({ address }) => {
			const id = await one(
				"insert into subscription (id, topic, locale, address_fingerprint, address_sealed) select $1, 'all', 'en', $2, email_sealed from staff_member limit 1 returning id",
				[newId("sub"), fingerprint("email", address)],
			);
			return { ending: unsubscribeCode(id) };
		},
		page: "/unsubscribe",
		fill: { ending: "<ending>" },
		leads: /done=1/,
		made: [],
		count: async ({ address }) =>
			1 -
			(await number("select count(*)::int as n from subscription where address_fingerprint = $1", [
				fingerprint("email", address),
			])),
	},
	"verify/fakes/report report": {
		by: "nobody",
		prepare: async ({ run }) => ({ channel: run === "desktop" ? "call" : "social" }),
		page: "/verify/fakes/report",
		fill: { channel: "<channel>", text: "Pressed twice" },
		leads: /sent=1/,
		made: [],
		count: ({ run }) =>
			number("select count(*)::int as n from fake_report where channel = $1", [run === "desktop" ? "call" : "social"]),
	},
	...codeFlow(
		"staff/sign-in",
		"nobody",
		() => "publisher@example.org",
		{ asked: [], entered: [], again: [] },
		{ leads: /\/staff$/ },
	),
	"staff/sign-out": { by: "staff", page: "/staff", leads: /\/staff\/sign-in\?signed-out/, made: ["session.ended"] },
	"staff/updates create": {
		by: "staff",
		// The words of another run would be taken for the same press.
		prepare: async ({ run }) => ({ run }),
		page: "/staff/updates/new",
		fill: { ...text, titleEn: "Pressed twice (<run>)" },
		leads: /done=saved/,
		made: ["update.created"],
	},
	"staff/updates save": {
		by: "staff",
		prepare: (by) => update(by, false),
		page: "/staff/updates/<update>/edit",
		fill: text,
		leads: /done=saved/,
		made: ["update.draft-saved"],
	},
	"staff/updates publish": {
		by: "staff",
		prepare: (by) => update(by, false),
		page: "/staff/updates/<update>/publish",
		leads: /done=(published|already)/,
		made: ["update.published"],
	},
	"staff/updates discard": {
		by: "staff",
		prepare: (by) => update(by, false),
		page: "/staff/updates/<update>/discard",
		leads: /done=discarded/,
		made: ["update.draft-discarded"],
	},
	"staff/updates correct": {
		by: "staff",
		prepare: (by) => update(by, true),
		page: "/staff/updates/<update>/correct",
		fill: { ...text, noteEn: "It was wrong." },
		first: /readers will see/,
		button: /^Publish/,
		leads: /done=corrected/,
		made: ["update.corrected"],
	},
	"staff/updates withdraw": {
		by: "staff",
		prepare: (by) => update(by, true),
		page: "/staff/updates/<update>/withdraw",
		fill: { noteEn: "It was wrong." },
		first: /readers will see/,
		button: /^Withdraw/,
		leads: /done=(withdrawn|already)/,
		made: ["update.withdrawn"],
	},
	"staff/incidents create": {
		by: "staff",
		prepare: async ({ run }) => ({ run }),
		page: "/staff/incidents/new",
		fill: { titleEn: "Pressed twice (<run>)", questionEn: "Were you?", summaryEn: "Data was lost.", status: "active" },
		leads: /done=created/,
		made: ["incident.created"],
	},
	"staff/incidents saveIncidentForm": {
		by: "staff",
		// One for each way of pressing, because an edit of another person in between is told and not saved.
		prepare: async ({ run }) => ({
			incident: await one("select id from incident where title_en like $1", [
				run === "desktop" ? "November 2019%" : "May 2020%",
			]),
		}),
		page: "/staff/incidents/<incident>/authorities/new",
		fill: { authority: "An authority", roleEn: "Regulator", reportedOn: "2026-11-02", statusEn: "Open" },
		first: /readers will see/,
		button: /^Publish/,
		leads: /done=/,
		made: ["incident.edited"],
	},
	"staff/incidents publishFigures": {
		by: "staff",
		prepare: async () => {
			const incident = await one("select min(incident_id) as id from dataset where active_version_id is not null");
			// The same figures are not published again.
			await inSiteDatabase("delete from published_figures where incident_id = $1", [incident]);
			return { incident };
		},
		page: "/staff/incidents/<incident>/figures",
		leads: /done=published/,
		made: ["incident.figures-published"],
	},
	"staff/messages create": {
		by: "staff",
		page: "/staff/messages/new",
		fill: { subjectEn: "Pressed twice", bodyEn: "Your answer is on our site." },
		leads: /done=saved/,
		made: ["message.created"],
	},
	"staff/messages save": onMessage("edit", "draft", {
		fill: { subjectEn: "Pressed twice, and saved" },
		leads: /done=saved/,
		made: ["message.draft-saved"],
	}),
	"staff/messages discard": onMessage("discard", "draft", {
		leads: /done=discarded/,
		made: ["message.draft-discarded"],
	}),
	"staff/messages prepare": onMessage("prepare", "draft", { leads: /done=/, made: ["message.prepared"] }),
	"staff/messages approve": onMessage("approve", "prepared", { leads: /done=/, made: ["message.approved"] }),
	"staff/messages tryOut": onMessage("try", "approved", { leads: /done=tried/, made: ["message.tried"] }),
	"staff/messages start": onMessage("start", "trying", {
		fill: { reference: "<reference>" },
		leads: /done=/,
		made: ["message.started"],
	}),
	"staff/messages reopen": onMessage("reopen", "approved", { leads: /done=/, made: ["message.reopened"] }),
	"staff/messages steer: pause": onMessage("pause", "sending", { leads: /done=/, made: ["message.paused"] }),
	"staff/messages steer: carry on": onMessage("resume", "paused", { leads: /done=/, made: ["message.resumed"] }),
	"staff/messages steer: stop": onMessage("stop", "sending", { leads: /done=/, made: ["message.stopped"] }),
	"staff/messages repeat": onMessage("repeat", "sent", {
		prepare: sentMessage,
		leads: /done=/,
		made: ["message.unknown-repeated"],
	}),
	"staff/messages handOver": onMessage("hand-over", "sent", {
		prepare: sentMessage,
		leads: /done=/,
		made: ["message.letters-handed-over"],
	}),
	"staff/messages letterReturned": onMessage("returned", "sent", {
		prepare: sentMessage,
		fill: { letters: "<envelope>" },
		leads: /done=/,
		made: ["message.letters-returned"],
	}),
	"staff/messages noteInstead": onMessage("instead", "sent", {
		prepare: sentMessage,
		fill: { kind: "public-notice", doneOn: "2026-11-02", note: "A notice on our home page." },
		leads: /done=noted/,
		made: ["message.other-notice-noted"],
	}),
	"staff/messages/do-not-send change": {
		by: "staff",
		prepare: async (by) => ({ to: other(by) }),
		page: "/staff/messages/do-not-send",
		fill: { address: "<to>", change: "asked" },
		leads: /found=/,
		made: ["suppression.added"],
	},
	"staff/fakes confirm": {
		by: "staff",
		prepare: fakeReport,
		page: "/staff/fakes/<fake>",
		fill: { tellsEn: "It hurries you." },
		first: /readers will see/,
		button: /^Publish/,
		leads: /done=published/,
		made: ["fake-report.confirmed"],
	},
	"staff/fakes dismiss": {
		by: "staff",
		prepare: fakeReport,
		page: "/staff/fakes/<fake>",
		leads: /done=dismissed/,
		made: ["fake-report.dismissed"],
	},
	"staff/fakes remove": {
		by: "staff",
		prepare: async () => ({
			fake: await one(
				"insert into fake_message (id, channel, sender, quote, tells_en, tells_cy, published_at) values ($1, 'email', 'x@evil.test', 'Pay now', 'It hurries you.', '', now() + interval '1 day') returning id",
				[newId("fkm")],
			),
		}),
		page: "/staff/fakes",
		leads: /done=removed/,
		made: ["fake.removed"],
	},
	"staff/formats sent": {
		by: "staff",
		prepare: () => formatRequest(false),
		page: "/staff/formats/<format>",
		leads: /done=sent/,
		made: ["format-request.sent"],
	},
	"staff/formats putBack": {
		by: "staff",
		prepare: () => formatRequest(true),
		page: "/staff/formats",
		form: "<format>",
		leads: /done=back/,
		made: ["format-request.put-back"],
	},
	"staff/reminders settle": {
		by: "staff",
		prepare: async ({ visitor, run }) => {
			const person = affectedPerson(run === "desktop" ? 198 : 199).email;
			await visitor.signIn(person, "/sign-in");
			await visitor.send(
				"/preferences/telephone",
				"preferences/[channel] submitNumber",
				{ number: "020 7946 0000" },
				/receipt=/,
			);
			await visitor.send("/plan", "plan setReminder", { when: "week", by: "telephone" }, /done=set/);
			return {
				reminder: await one(
					"update plan_reminder set due_at = now(), handed_over_at = now() where person_id = $1 returning id",
					[await personOf(person)],
				),
			};
		},
		page: "/staff/reminders/<reminder>",
		leads: /done=given/,
		made: ["plan-reminder.given"],
	},
	"staff/team add": {
		by: "staff",
		prepare: async (by) => ({ to: other(by) }),
		page: "/staff/team",
		fill: { displayName: "Pressed twice", email: "<to>", "roles[]": "publisher" },
		leads: /done=added/,
		made: ["staff.added"],
	},
	"staff/team change": {
		by: "staff",
		prepare: colleague,
		page: "/staff/team",
		form: "<colleague>",
		fill: { "roles[]": "data-lead" },
		leads: /done=changed/,
		made: ["staff.roles-changed"],
	},
	"staff/team remove": {
		by: "staff",
		prepare: colleague,
		page: "/staff/team/<colleague>/remove",
		leads: /done=removed/,
		made: ["staff.removed"],
	},
	"staff/team vouch": {
		by: "staff",
		prepare: colleague,
		page: "/staff/team",
		form: "(<colleague>)",
		leads: /done=vouched/,
		made: ["staff.vouched-for"],
	},
	"staff/datasets addDataset": {
		by: "staff",
		prepare: async ({ run }) => ({ incident: await one("select min(id) as id from incident"), name: `Pressed ${run}` }),
		page: "/staff/datasets",
		fill: { incident: "<incident>", name: "<name>" },
		leads: /done=created/,
		made: ["dataset.created"],
	},
	"staff/datasets/upload": {
		by: "staff",
		prepare: () => dataset([]),
		page: "/staff/datasets",
		form: "file-<dataset>",
		fill: { file: "Email;Name\na@example.org;Ada\n" },
		leads: /\/staff\/datasets\/dsv_/,
		count: ({ id }) =>
			number("select count(*)::int as n from dataset_version where imported_by = $1 and state = 'staged'", [id]),
	},
	"staff/datasets confirmMapping": {
		by: "staff",
		prepare: async ({ visitor }) => {
			const { dataset: id } = await dataset([]);
			const table = { file: "Email;Name\na@example.org;Ada\n" };
			const led = await visitor.send(
				"/staff/datasets",
				"staff/datasets/upload",
				table,
				/\/staff\/datasets\/dsv_/,
				`file-${id}`,
			);
			return { version: new URL(led).pathname.split("/").at(-1) ?? "" };
		},
		page: "/staff/datasets/<version>",
		button: /^Check the file/,
		leads: /\/staff\/datasets\/dsv_/,
		made: ["dataset-version.mapped"],
	},
	"staff/datasets cancel": {
		by: "staff",
		prepare: async ({ id }) => {
			const { dataset: of } = await dataset([]);
			const version = await one(
				"insert into dataset_version (id, dataset_id, number, state, file_name, imported_by, seen_at) values ($1, $2, 1, 'uploading', 'table.csv', $3, now() + interval '1 hour') returning id",
				[newId("dsv"), of, id],
			);
			return { version };
		},
		page: "/staff/datasets/<version>",
		leads: /done=cancelled/,
		made: ["dataset-version.cancelled"],
	},
	"staff/datasets activate": onVersion(["ready"], { leads: /done=activated/, made: ["dataset-version.activated"] }),
	"staff/datasets rollBackDataset": onVersion(["superseded", "active"], {
		leads: /dsv_\w+\?done=rolled-back/,
		made: ["dataset-version.rolled-back-to"],
	}),
	"staff/datasets withdraw": onVersion(["ready"], {
		fill: { sure: "yes" },
		leads: /done=withdrawn/,
		made: ["dataset-version.withdrawn"],
	}),
	"staff/datasets askForDatasetChange": {
		by: "staff",
		prepare: () => dataset(["active"]),
		page: "/staff/datasets",
		form: "<dataset>",
		leads: /done=asked/,
		made: ["dataset.change-asked"],
	},
	"staff/datasets confirmDatasetChange": {
		by: "staff",
		prepare: changeOf,
		page: "/staff/datasets",
		form: "<change>",
		leads: /done=reopen/,
		made: ["dataset.changed"],
	},
	"staff/datasets cancelDatasetChange": {
		by: "staff",
		prepare: changeOf,
		page: "/staff/datasets",
		form: "<change>",
		leads: /done=change-cancelled/,
		made: ["dataset.change-cancelled"],
	},
};

/** Actions and handlers whose button is not pressed here, each with the reason. */
export const notPressedTwice: Record<string, string> = {
	"staff findReference": "reads; each look-up has its audit entry",
	"staff/datasets countAgain": "counts anew; each count has its audit entry",
	"verify/sender checkAddress": "reads",
	"verify/message checkMessage": "reads",
	"verify/confirmation checkCode": "reads",
	"follow/notifications startNotifications":
		"tests/e2e/push.spec.ts presses it twice, with a stand-in for the push service",
	"follow/notifications stopNotifications": "tests/e2e/push.spec.ts presses it twice",
	exit: "ends the session, as sign-out does, and leaves the site",
	language: "switches the language; keeps nothing but a draft",
	"unsubscribe/[code]": "the one press of a mail program: tests/e2e/unsubscribe.spec.ts sends it twice",
	"api/returned-mail": "no button: a mail provider's reports",
	"staff/datasets/upload/rows": "reads; answers with a file",
	"staff/datasets/upload/recipients": "a second upload of the same file is refused: tests/domain/message-files.test.ts",
};

/** Puts what was prepared for the words in angle brackets. */
export const filled = (text: string, made: Record<string, string>) =>
	text.replaceAll(/<(\w+)>/g, (_, name) => made[name] ?? `no ${name}`);

/** Makes somebody who presses a button and signs them in. `name` is the press's own, `at` the number of an affected person of the demo. */
export async function signInPresser(
	visitor: Visitor,
	by: Press["by"],
	{ name, at, run }: { name: string; at: number; run: string },
): Promise<Presser> {
	const unknown = `${name}.${run}.${process.pid}@example.org`;
	if (by === "nobody") return { visitor, address: unknown, id: "", run };
	if (by === "staff") {
		const id = newId("stf");
		await inSiteDatabase(
			"insert into staff_member (id, display_name, email_fingerprint, email_sealed, roles) values ($1, 'Presser', $2, $3, '{admin,publisher,data-lead}')",
			[id, fingerprint("email", unknown), seal("address", unknown)],
		);
		await visitor.signIn(unknown, "/staff/sign-in");
		return { visitor, address: unknown, id, run };
	}
	const address = by === "affected" ? affectedPerson(at).email : unknown;
	await visitor.signIn(address, "/sign-in");
	return { visitor, address, id: await personOf(address), run };
}

/** The audit entries of somebody after one, sorted, without those of reading and of what the worker does for them later. */
export async function entriesAfter(last: number, { id }: Presser): Promise<string[]> {
	const { rows } = await inSiteDatabase(
		"select action from audit_event where id > $1 and actor_id = $2 and (action = 'session.opened' or action !~ '\\.(opened|answered|imported|answers-counted)$|-read$') order by action",
		[last, id],
	);
	return rows.map(({ action }) => action);
}

/** The number of the newest audit entry. */
export const lastEntry = () => number("select coalesce(max(id), 0)::int as n from audit_event");
