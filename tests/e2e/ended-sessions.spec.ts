/**
 * Every form of members and of staff whose session ends between opening and sending: what was typed stays. Without scripts one page
 * shows the fields of every form, so interrupted-forms.spec.ts sends two.
 */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import problemTexts from "@/lib/i18n/en/problem";
import { newId } from "@/lib/ids";
import { formOfButtons, formsWithFields } from "../support/interrupted-forms";
import { signInAt, signInStaffAt } from "../support/open-session";
import { expect, test } from "../support/page";
import { addPeopleToSentMessage, addSentMessage } from "../support/sent-message";
import { inSiteDatabase } from "../support/site-database";

// No other test has this browser, by whose name its sessions are found in the database.
test.use({ userAgent: "Mozilla/5.0 (X11; CrOS x86_64) Chrome/140.0 Safari/537.36 OPR/120.0" });
test.describe.configure({ timeout: 120_000 });

/** Ends the sessions of this browser, or brings them back. */
const moveEnd = (by: "-1 second" | "1 hour") =>
	inSiteDatabase("update session set expires_at = now() + $1::interval where device = 'Opera, Chromebook'", [by]);

const address = "ended.sessions@example.org";
const closed = "November 2019 attack on our website";

type ActionPlace = { filename: string; exportedName: string };
/** The name of an action in tests/support/interrupted-forms.ts: its folder and its name. */
const nameOf = ({ filename, exportedName }: ActionPlace) =>
	`${filename.replace(/^app\/(\[locale\]\/)?/, "").replace(/\([a-z]+\)\/|\/?[a-z-]*actions?\.ts$/g, "")} ${exportedName}`;
/** The ids that the build gave to the actions. */
function actionIds(): Map<string, string> {
	const { node } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
	return new Map(Object.entries<ActionPlace>(node).map(([id, place]) => [nameOf(place), id]));
}

/** Opens a page and returns its form that calls an action, once React has taken it over. */
async function openForm(page: Page, path: string, id: string): Promise<Locator> {
	const response = await page.goto(path, { waitUntil: "domcontentloaded" });
	const html = (await response?.text()) ?? "";
	const main = html.slice(html.indexOf("<main"));
	const before = main.slice(0, main.indexOf(id));
	expect(before.length, `the form on ${page.url()}`).toBeLessThan(main.length - 1);
	const form = page.locator("main form").nth((before.match(/<form\b/g)?.length ?? 0) - 1);
	await expect
		.poll(() => form.evaluate((form) => Object.keys(form).some((key) => key.startsWith("__react"))))
		.toBe(true);
	await page.locator("main details").evaluateAll((all) => {
		for (const details of all as HTMLDetailsElement[]) details.open = true;
	});
	return form;
}

/** Fills every field of a form, and chooses what was not chosen. */
async function fill(form: Locator): Promise<void> {
	const texts = await form.locator("input:not([type]), [type=text], [type=email], [type=tel], textarea").all();
	for (const [at, text] of texts.entries()) await text.fill(`Ŵyr ${at}: <b>“typed”</b> & more`);
	for (const date of await form.locator("[type=date]").all()) await date.fill("2026-11-02");
	for (const time of await form.locator("[type=datetime-local]").all()) await time.fill("2026-11-02T10:30");
	for (const choice of await form.locator("select").all())
		await choice.selectOption({ index: (await choice.locator("option").count()) - 1 });
	// The last choice of each question.
	await form.locator("[type=radio], [type=checkbox]").evaluateAll((boxes) => {
		for (const box of new Map((boxes as HTMLInputElement[]).map((box) => [box.name, box])).values()) box.click();
	});
}

/** Returns the fields of a form as it would send them, without hidden ones. */
const fieldsOf = (form: Locator) =>
	form.evaluate((form: HTMLFormElement) => {
		const shown = [...form.elements].filter((field) => !field.matches("[type=hidden], button"));
		const names = new Set(shown.map((field) => (field as HTMLInputElement).name));
		return [...new FormData(form)].filter(([name]) => names.has(name));
	});

/** Sends a form after its session has ended, and sees that it says so and is as it was filled in. The session then goes on. */
async function sendEnded(page: Page, form: Locator, what: string): Promise<void> {
	const typed = await fieldsOf(form);
	await moveEnd("-1 second");
	await form.locator("button").first().click();
	const alert = page.locator("main").getByRole("alert");
	await expect(alert, what).toContainText(problemTexts.signedOutForm);
	await expect(alert.getByRole("link", { name: problemTexts.signInAgain }), what).toHaveAttribute("target", "_blank");
	expect(await fieldsOf(form), what).toEqual(typed);
	await moveEnd("1 hour");
}

async function interruptAll(page: Page, staff: boolean, made: Record<string, string>): Promise<void> {
	const ids = actionIds();
	const forms = Object.entries(formsWithFields).filter(([action]) => action.startsWith("staff") === staff);
	for (const [action, paths] of forms)
		for (const path of paths) {
			const known = path.replace(/<(\w+)>/, (_, name) => made[name] ?? `no ${name}`);
			const form = await openForm(page, known, ids.get(action) ?? "no such action");
			const untouched = await fieldsOf(form);
			await fill(form);
			expect(await fieldsOf(form), `${action} has fields`).not.toEqual(untouched);
			await sendEnded(page, form, `${action} on ${path}`);
		}
}

test("a member's form is as it was filled in, whichever it is, when their session has ended", async ({ page }) => {
	await signInAt(page, "en", address, "/preferences");
	await page.getByRole("button", { name: "Save language and format" }).click();
	await page.waitForURL(/receipt=/);
	// Records of two people with this address, so that the page asks for one more detail. Under numbers of their own, because tries are
	// counted by record.
	const { rows } = await inSiteDatabase(
		`insert into exposure.record (partition, record, profile, subject, digest, email, hints)
		select r.partition, r.record + 1000000000, r.profile, r.subject, r.digest, encode(p.fingerprint, 'hex')::uuid, r.hints
		from consent_record c join proven_identifier p on p.person_id = c.person_id and p.kind = 'email',
			lateral (select r.* from exposure.record r join dataset_version v on v.partition = r.partition and v.state = 'active' order by r.partition, r.record limit 2) r
		where c.id = $1 returning email`,
		[new URL(page.url()).searchParams.get("receipt")],
	);
	expect(rows).toHaveLength(2);
	try {
		await interruptAll(page, false, {});
		const [action, path] = formOfButtons;
		const form = await openForm(page, path, actionIds().get(action) ?? "no such action");
		await sendEnded(page, form, action);
		// The same press is carried out once they are signed in again.
		await form.getByRole("button").click();
		await page.waitForURL(/receipt=/);
	} finally {
		await inSiteDatabase("delete from exposure.record where email = $1", [rows[0].email]);
	}
});

/** Inserts what the forms of staff are about. Returns the ids. */
async function addSubjects(page: Page): Promise<Record<string, string>> {
	const one = async (statement: string, values: unknown[] = []): Promise<string> =>
		(await inSiteDatabase(statement, values)).rows[0].id;
	const message = (state: string) =>
		one(
			`insert into message (id, reference, kind, incident_id, subject_en, body_en, audience, state, created_by, sent, prepared_by, prepared_at)
			select 'mes_ended_${state}', 'MP-ENDED-${state}', 'update', (select min(id) from incident), 'Ended', 'Words',
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
	await page.getByLabel("Name of the dataset").fill("Ended sessions");
	await page.getByRole("button", { name: "Add the dataset" }).click();
	await page.waitForURL(/done=created/);
	const file = page.getByLabel("Upload a table to Ended sessions");
	await file.setInputFiles({
		name: "table.csv",
		mimeType: "text/csv",
		buffer: Buffer.from("Email;Name\na@example.org;Ada\n"),
	});
	await page.locator("form", { has: file }).getByRole("button", { name: "Upload the table" }).click();
	await page.getByLabel("Encoding").waitFor();
	return {
		fake: fake?.split("/").at(-1) ?? "",
		staged: new URL(page.url()).pathname.split("/").at(-1) ?? "",
		// A version without records asks once more whether it is meant.
		empty: await one(
			`insert into dataset_version (id, dataset_id, number, state, file_name, report, mapping, imported_by, finished_at)
			select $1, d.id, 901, 'ready', 'empty.csv', v.report || '{"records": 0}', v.mapping, 'stf_nobody', now()
			from dataset d, lateral (select report, mapping from dataset_version where state = 'active' limit 1) v where d.name = 'Ended sessions' and d.removed_at is null returning id`,
			[newId("dsv")],
		),
		incident: await one("select min(id) as id from incident"),
		published: await one("select min(id) as id from incident_update where status = 'published'"),
		update: await one(
			"insert into incident_update (id, incident_id, slug, status, title_en, body_en) select 'upd_ended', min(id), 'ended', 'draft', 'Ended', 'Words' from incident returning id",
		),
		draft: await message("draft"),
		tried: await message("trying"),
		sent: await addPeopleToSentMessage(await addSentMessage()),
	};
}

test("a form of staff is as it was filled in, whichever it is, when their session has ended", async ({ page }) => {
	await signInStaffAt(page, "admin@example.org", "/staff");
	try {
		await interruptAll(page, true, await addSubjects(page));
	} finally {
		const own = "dataset_id in (select id from dataset where name = 'Ended sessions')";
		for (const statement of [
			"delete from incident_update where id = 'upd_ended'",
			"delete from message where id like 'mes_ended%'",
			// Deliveries of another test may be to people of these versions, so the rows stay.
			`update dataset_version set state = 'cancelled', finished_at = now() where ${own}`,
			"update dataset set removed_at = now() where name = 'Ended sessions'",
		])
			await inSiteDatabase(statement);
	}
});
