/**
 * Every form of members and of staff whose session ends between opening and sending: what was typed stays. npm test sends one of each
 * component that draws forms; `npm run forms` sends all, and those of staff without scripts too. Members' pages run no React, so a page
 * shows the fields of whichever form it was.
 */
import type { Locator, Page } from "@playwright/test";
import problemTexts from "@/lib/i18n/en/problem";
import { newId } from "@/lib/ids";
import { fieldsOf, openForm } from "../support/built-forms";
import { formOfButtons, formsOfComponents, formsWithFields } from "../support/interrupted-forms";
import { signInAt, signInStaffAt } from "../support/open-session";
import { expect, test } from "../support/page";
import { addPeopleToSentMessage, addSentMessage } from "../support/sent-message";
import { inSiteDatabase } from "../support/site-database";

/** Whether this run has scripts. No other test has its browser, by whose name its sessions are found in the database. */
const scripts = () => test.info().project.use.javaScriptEnabled !== false;
const browser = () => (scripts() ? "Opera" : "Samsung Internet");
test.use({
	userAgent: async ({ javaScriptEnabled }, use) =>
		use(
			`Mozilla/5.0 (X11; CrOS x86_64) Chrome/140.0 ${javaScriptEnabled ? "OPR" : "SamsungBrowser"}/120.0 Safari/537.36`,
		),
});
const long = process.env.FORMS === "long";
test.describe.configure({ timeout: long ? 400_000 : 120_000 });
/** Without scripts only in the long form. */
const tag = long ? " @nojs" : "";
const sent = new Set(long ? Object.keys(formsWithFields) : Object.values(formsOfComponents).flat());

/** Ends the sessions of this browser, or brings them back. */
const moveEnd = (by: "-1 second" | "1 hour") =>
	inSiteDatabase("update session set expires_at = now() + $1::interval where device = $2", [
		by,
		`${browser()}, Chromebook`,
	]);

const closed = "November 2019 attack on our website";

/** Fills every field of a form, and chooses what was not chosen. */
async function fill(form: Locator): Promise<void> {
	// The last choice of each question, which may have fields of its own.
	await form.locator("[type=radio], [type=checkbox]").evaluateAll((boxes) => {
		for (const box of new Map((boxes as HTMLInputElement[]).map((box) => [box.name, box])).values()) box.click();
	});
	const texts = await form.locator("input:not([type]), [type=text], [type=email], [type=tel], textarea").all();
	for (const [at, text] of texts.entries())
		if (await text.isVisible()) await text.fill(`Ŵyr ${at}: <b>“typed”</b> & more`);
	for (const date of await form.locator("[type=date]").all()) await date.fill("2026-11-02");
	for (const time of await form.locator("[type=datetime-local]").all()) await time.fill("2026-11-02T10:30");
	for (const choice of await form.locator("select").all())
		await choice.selectOption({ index: (await choice.locator("option").count()) - 1 });
}

/** Sends a form by React after its session has ended, and sees that it says so and is as it was filled in. */
async function sendByReact(page: Page, form: Locator, what: string, typed: [string, FormDataEntryValue][]) {
	await form.locator("button").first().click();
	const alert = page.locator("main").getByRole("alert");
	await expect(alert, what).toContainText(problemTexts.signedOutForm);
	await expect(alert.getByRole("link", { name: problemTexts.signInAgain }), what).toHaveAttribute("target", "_blank");
	expect(await fieldsOf(form), what).toEqual(typed);
}

/**
 * Sends a form without React after its session has ended, and sees the page that shows what was typed and has a form with the same
 * fields.
 */
async function sendWithoutReact(page: Page, form: Locator, what: string, typed: [string, FormDataEntryValue][]) {
	await form.locator("button").first().click();
	await expect(page.getByRole("heading", { level: 1 }), what).toHaveText(problemTexts.signedOutTitle);
	await expect(page.getByRole("link", { name: problemTexts.signInAgain }), what).toHaveAttribute("target", "_blank");
	const again = page.locator("form").filter({ has: page.getByRole("button", { name: problemTexts.sendAgain }) });
	// What to do with what was typed comes before the telephone numbers, and so before the other language.
	const [toDo, toCall] = [again.getByRole("button"), page.getByRole("heading", { name: problemTexts.contacts })];
	expect((await toDo.boundingBox())?.y, what).toBeLessThan((await toCall.boundingBox())?.y ?? 0);
	const kept = await again
		.locator("input")
		.evaluateAll((inputs) => (inputs as HTMLInputElement[]).map(({ name, value }) => [name, value]));
	const words = await page
		.locator("textarea")
		.evaluateAll((all) => all.map((text) => (text as HTMLTextAreaElement).value));
	expect(kept, what).toEqual(expect.arrayContaining(typed));
	for (const [name, value] of typed)
		if (String(value).startsWith("Ŵyr")) expect(words, `${what}: ${name}`).toContain(value);
}

/** Sends a form after its session has ended, and sees that nothing typed is lost. The session then goes on. */
async function sendEnded(page: Page, form: Locator, what: string): Promise<void> {
	const typed = await fieldsOf(form);
	await moveEnd("-1 second");
	await (what.startsWith("staff") && scripts() ? sendByReact : sendWithoutReact)(page, form, what, typed);
	await moveEnd("1 hour");
}

async function interruptAll(page: Page, staff: boolean, made: Record<string, string>): Promise<void> {
	const forms = Object.entries(formsWithFields).filter(
		([action]) => action.startsWith("staff") === staff && sent.has(action),
	);
	for (const [action, paths] of forms)
		for (const path of paths) {
			const known = path.replace(/<(\w+)>/, (_, name) => made[name] ?? `no ${name}`);
			const form = await openForm(page, known, action);
			const untouched = await fieldsOf(form);
			await fill(form);
			expect(await fieldsOf(form), `${action} has fields`).not.toEqual(untouched);
			await sendEnded(page, form, `${action} on ${path}`);
		}
}

test(`a member's form is as it was filled in, whichever it is, when their session has ended${tag}`, async ({
	page,
}) => {
	await signInAt(page, "en", `ended.sessions.${scripts()}@example.org`, "/preferences");
	// Two ways, so that the page asks which comes first.
	for (const way of ["Email me", "Text me"]) await page.getByLabel(`${way} about the incidents and my records`).check();
	await page.getByRole("button", { name: "Save these choices" }).click();
	await page.waitForURL(/receipt=/);
	// Records of two people with this address, so that the page asks for one more detail. Under numbers of their own, because tries are
	// counted by record.
	const { rows } = await inSiteDatabase(
		`insert into exposure.record (partition, record, profile, subject, digest, email, hints)
		select r.partition, r.record + $2, r.profile, r.subject, r.digest, encode(p.fingerprint, 'hex')::uuid, r.hints
		from consent_record c join proven_identifier p on p.person_id = c.person_id and p.kind = 'email',
			lateral (select r.* from exposure.record r join dataset_version v on v.partition = r.partition and v.state = 'active' order by r.partition, r.record limit 2) r
		where c.id = $1 returning email`,
		[new URL(page.url()).searchParams.get("receipt"), scripts() ? 1_000_000_000 : 1_100_000_000],
	);
	expect(rows).toHaveLength(2);
	try {
		await interruptAll(page, false, {});
		const [action, path] = formOfButtons;
		const form = await openForm(page, path, action);
		await sendEnded(page, form, action);
		// The same press is carried out once they are signed in again.
		await page.getByRole("button", { name: problemTexts.sendAgain }).click();
		await page.waitForURL(/receipt=/);
	} finally {
		await inSiteDatabase("delete from exposure.record where email = $1", [rows[0].email]);
	}
});

/** Inserts what the forms of staff are about. Returns the ids. */
async function addSubjects(page: Page, run: string): Promise<Record<string, string>> {
	const one = async (statement: string, values: unknown[] = []): Promise<string> =>
		(await inSiteDatabase(statement, values)).rows[0].id;
	const message = (state: string) =>
		one(
			`insert into message (id, reference, kind, incident_id, subject_en, body_en, audience, state, created_by, sent, prepared_by, prepared_at)
			select 'mes_${run}_${state}', 'MP-${run}-${state}', 'update', (select min(id) from incident), 'Ended', 'Words',
				'{"cohorts": ["affected"], "languages": ["cy"], "relationships": [], "categories": []}', $1, 'stf_nobody', sent, by, at
			from (select '{"en": {"subject": "Ended", "text": "Words", "html": "<p>Words</p>"}}'::jsonb, 'stf_nobody', now()) as frozen (sent, by, at)
			right join (select 1) as one on $1 <> 'draft' returning id`,
			[state],
		);
	await page.goto("/verify/fakes/report");
	await page.getByLabel("Email", { exact: true }).check();
	await page.getByLabel("What it said").fill("A fake whose session ends");
	await page.getByRole("button", { name: "Send report" }).click();
	await page.waitForURL(/sent=1/);
	await page.goto("/staff/fakes");
	const fake = await page
		.getByRole("link", { name: /^Open / })
		.last()
		.getAttribute("href");
	await page.goto("/staff/datasets");
	await page.getByLabel("Incident", { exact: true }).selectOption({ label: closed });
	await page.getByLabel("Name of the dataset").fill(run);
	await page.getByRole("button", { name: "Add the dataset" }).click();
	await page.waitForURL(/done=created/);
	const file = page.getByLabel(`Upload a table to ${run}`);
	await file.setInputFiles({
		name: "table.csv",
		mimeType: "text/csv",
		buffer: Buffer.from("Email;Name\na@example.org;Ada\n"),
	});
	await page.locator("form", { has: file }).getByRole("button", { name: "Upload the table" }).click();
	await page.getByRole("heading", { name: "What each column is" }).waitFor();
	return {
		fake: fake?.split("/").at(-1) ?? "",
		staged: new URL(page.url()).pathname.split("/").at(-1) ?? "",
		// A version without records asks once more whether it is meant.
		empty: await one(
			`insert into dataset_version (id, dataset_id, number, state, file_name, report, mapping, imported_by, finished_at)
			select $1, d.id, 901, 'ready', 'empty.csv', v.report || '{"records": 0}', v.mapping, 'stf_nobody', now()
			from dataset d, lateral (select report, mapping from dataset_version where state = 'active' limit 1) v where d.name = $2 and d.removed_at is null returning id`,
			[newId("dsv"), run],
		),
		incident: await one("select min(id) as id from incident"),
		published: await one("select min(id) as id from incident_update where status = 'published'"),
		update: await one(
			"insert into incident_update (id, incident_id, slug, status, title_en, body_en) select $1, min(id), $1, 'draft', 'Ended', 'Words' from incident returning id",
			[`upd_${run}`],
		),
		draft: await message("draft"),
		// Read by all staff: who has not read it has no form to send it.
		tried: await one(
			"insert into message_trial (message_id, staff_id, sent_at) select $1, id, now() from staff_member returning message_id as id",
			[await message("trying")],
		),
		sent: await addPeopleToSentMessage(await addSentMessage()),
	};
}

test(`a form of staff is as it was filled in, whichever it is, when their session has ended${tag}`, async ({
	page,
}) => {
	const run = scripts() ? "ended" : "ended-without-scripts";
	await signInStaffAt(page, "admin@example.org", "/staff");
	try {
		await interruptAll(page, true, await addSubjects(page, run));
	} finally {
		const own = `dataset_id in (select id from dataset where name = '${run}')`;
		for (const statement of [
			`delete from incident_update where id = 'upd_${run}'`,
			`delete from message_trial where message_id like 'mes\\_${run}\\_%'`,
			`delete from message where id like 'mes\\_${run}\\_%'`,
			// Deliveries of another test may be to people of these versions, so the rows stay.
			`update dataset_version set state = 'cancelled', finished_at = now() where ${own}`,
			`update dataset set removed_at = now() where name = '${run}'`,
		])
			await inSiteDatabase(statement);
	}
});
