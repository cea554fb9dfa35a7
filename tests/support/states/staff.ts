// Every state of the staff pages, in English only.
import type { Page } from "@playwright/test";
import { versionStates } from "@/lib/datasets/schema";
import { signInAt, signInStaffAt } from "../open-session";
import { expect } from "../page";
import { addPeopleToSentMessage, addSentMessage } from "../sent-message";
import { inSiteDatabase } from "../site-database";
import { askCode, enterCode, field, send, sendWrong, unfold, type Walk, wrongCode } from "./walk";

/** Selects an incident other than the leading one, because other tests read the leading one's next update. */
const closed = "November 2019 attack on our website";
/** The incident whose people are not all known by an address, so that a message to them needs the original file. */
const recovered = "May 2020 fundraising supplier incident";
const problems = ["exhausted", "used", "unknown", "account"];

/** Inserts a version during its upload or import. No process works on it, and the cleanup ignores it. */
const movingVersion = "dsv_every_state";
async function addMovingVersion(dataset: string): Promise<void> {
	await inSiteDatabase(
		`insert into dataset_version (id, dataset_id, number, state, file_name, file_bytes, bytes_read, rows_read, imported_by, started_at, seen_at)
		select '${movingVersion}', id, 900, 'uploading', 'table.csv', 4200000, 1000000, 20000, 'stf_nobody', now() - interval '9 seconds', now() + interval '1 hour'
		from dataset where name = $1`,
		[dataset],
	);
}
const moveVersion = (change: string) =>
	inSiteDatabase(`update dataset_version set ${change} where id = '${movingVersion}'`);

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const publishes = (page: Page) => page.getByRole("heading", { name: "Readers will see" }).waitFor();

export const staffWalks: Walk[] = [
	{
		name: "signing in, the desk and the team",
		shows: {
			"/staff/sign-in": ["empty", "signed out", "ended", ...problems, "nothing typed", "not staff"],
			"/staff/sign-in/code": ["sent", "wrong code"],
			"/staff": ["what waits"],
			"/staff/team": ["as it stands", "no role", "last administrator"],
			"/staff/team/[id]/remove": ["asks once more"],
			"/staff/audit": ["newest", "of one thing", "of nothing"],
			"/not-found": ["staff"],
		},
		async walk({ page, see, go }) {
			for (const [state, query] of [
				["empty", ""],
				["signed out", "?signed-out=1"],
				["ended", "?ended=1"],
				...problems.map((problem) => [problem, `?problem=${problem}`] as const),
			] as const) {
				await go(`/staff/sign-in${query}`);
				await see("/staff/sign-in", state);
			}
			await sendWrong(page, "email");
			await see("/staff/sign-in", "nothing typed");
			const stranger = await askCode(page, "every.state.stranger@example.org");
			await enterCode(page, stranger.code);
			await see("/staff/sign-in", "not staff");
			const { code } = await askCode(page, "admin@example.org");
			await see("/staff/sign-in/code", "sent");
			await field(page, "code").fill(wrongCode(code));
			await sendWrong(page, "code");
			await see("/staff/sign-in/code", "wrong code");
			await enterCode(page, code);
			await see("/staff", "what waits");
			await go("/staff/team");
			await see("/staff/team", "as it stands");
			await field(page, "displayName").fill("Invented");
			await sendWrong(page, "displayName");
			await see("/staff/team", "no role");
			await go("/staff/team?problem=last-admin");
			await see("/staff/team", "last administrator");
			await page.getByRole("button", { name: "Remove" }).first().click();
			await page.waitForURL(/\/remove$/);
			await see("/staff/team/[id]/remove", "asks once more");
			await go("/staff/audit");
			await see("/staff/audit", "newest");
			await page.getByRole("row").nth(1).getByRole("link").click();
			await page.waitForURL(/subject=/);
			await see("/staff/audit", "of one thing");
			await go("/staff/audit?subject=upd_nothing");
			await see("/staff/audit", "of nothing");
			await go("/staff/nothing-here");
			await see("/not-found", "staff");
		},
	},
	{
		name: "formats",
		shows: { "/staff/formats": ["one waits", "sent"], "/staff/formats/[id]": ["nowhere to send it"] },
		async walk({ page, see, go }) {
			await signInAt(page, "en", "every.format@example.org", "/preferences");
			await page.locator("main [name=format][value=braille]").check();
			await send(page, "format");
			await page.waitForURL(/receipt=/);
			await signInStaffAt(page, "publisher@example.org", "/staff");
			await go("/staff/formats");
			await see("/staff/formats", "one waits");
			await page
				.getByRole("row", { name: /Braille/ })
				.first()
				.getByRole("link")
				.click();
			await page.waitForURL(/\/formats\/./);
			await see("/staff/formats/[id]", "nowhere to send it");
			await page.getByRole("button", { name: "Mark as sent" }).click();
			await page.waitForURL(/done=sent/);
			await see("/staff/formats", "sent");
		},
	},
	{
		name: "fakes",
		shows: {
			"/staff/fakes": ["waiting", "dismissed", "published", "removed"],
			"/staff/fakes/[id]": ["as reported", "nothing typed", "readers will see"],
			"/verify/fakes": ["with a fake"],
		},
		async walk({ page, see, go }) {
			for (const text of ["No fake", "Every state of a fake"]) {
				await go("/verify/fakes/report");
				await field(page, "channel").first().check();
				await field(page, "text").fill(text);
				await send(page, "text");
				await page.waitForURL(/sent=1/);
			}
			await signInStaffAt(page, "publisher@example.org", "/staff/fakes");
			await go("/staff/fakes");
			await see("/staff/fakes", "waiting");
			// Others report texts meanwhile; these came by email.
			const open = page.getByRole("link", { name: /^Open Email/ });
			await open.first().click();
			await page.waitForURL(/\/fakes\/./);
			await see("/staff/fakes/[id]", "as reported");
			await page.getByRole("button", { name: /^Dismiss/ }).click();
			await page.waitForURL(/done=dismissed/);
			await see("/staff/fakes", "dismissed");
			await open.first().click();
			await page.waitForURL(/\/fakes\/./);
			await sendWrong(page, "tellsEn");
			await see("/staff/fakes/[id]", "nothing typed");
			await field(page, "tellsEn").fill("It hurries you.");
			await send(page, "tellsEn");
			await publishes(page);
			await see("/staff/fakes/[id]", "readers will see");
			await page.getByRole("button", { name: "Publish", exact: true }).click();
			await page.waitForURL(/done=published/);
			await see("/staff/fakes", "published");
			await go("/verify/fakes");
			await see("/verify/fakes", "with a fake");
			await go("/staff/fakes");
			await page
				.getByRole("button", { name: /^Remove.*Unknown sender/ })
				.first()
				.click();
			await page.waitForURL(/done=removed/);
			await see("/staff/fakes", "removed");
		},
	},
	{
		name: "reminders",
		shows: { "/staff/reminders": ["one waits", "settled"], "/staff/reminders/[id]": ["a call"] },
		async walk({ page, see, go }) {
			await signInAt(page, "en", "every.reminder@example.org", "/preferences");
			await go("/preferences/telephone");
			await field(page, "number").fill("020 7946 0000");
			await send(page, "number");
			await page.waitForURL(/receipt=/);
			await go("/plan");
			await field(page, "when").first().check();
			await page.locator("main [name=by][value=telephone]").check();
			await send(page, "when");
			await page.getByRole("button", { name: "Stop this reminder" }).waitFor();
			await inSiteDatabase(
				"update plan_reminder set due_at = now(), handed_over_at = now() where channel = 'telephone'",
			);
			await signInStaffAt(page, "publisher@example.org", "/staff");
			await go("/staff/reminders");
			await see("/staff/reminders", "one waits");
			await page.locator("main table a").first().click();
			await page.waitForURL(/\/reminders\/./);
			await see("/staff/reminders/[id]", "a call");
			await page.locator("main form button").first().click();
			await page.waitForURL(/\/reminders\?/);
			await see("/staff/reminders", "settled");
		},
	},
	{
		name: "messages",
		shows: {
			"/staff/messages": ["list", "one at a time", "discarded"],
			"/staff/messages/do-not-send": ["list", "no address typed", "found"],
			"/staff/messages/new": ["empty", "nothing typed", "a correction"],
			"/staff/messages/[id]": [
				"draft",
				"words to look at",
				"settled",
				"approved",
				"on its way to colleagues",
				"to be sent",
				"at a time",
				"sent, with letters",
				"what was done instead",
				"waits for its file",
				"another file",
			],
			"/staff/messages/[id]/edit": ["as it stands", "nothing typed"],
			"/staff/messages/[id]/[step]": [
				"discard",
				"prepare",
				"approve",
				"try",
				"nobody chosen",
				"start",
				"not the reference",
				"hand-over",
				"returned",
				"no such letter",
				"instead",
				"nothing noted",
			],
		},
		async walk({ page, see, go }) {
			const sent = `/staff/messages/${await addPeopleToSentMessage(await addSentMessage())}`;
			// Reads Welsh and has not checked: the one whom the walk's own message is to.
			await signInAt(page, "cy", "every.state.reader@example.org", "/preferences");
			await signInStaffAt(page, "publisher@example.org", "/staff/messages");
			await see("/staff/messages", "list");
			await go("/staff/messages/do-not-send");
			await see("/staff/messages/do-not-send", "list");
			await sendWrong(page, "address");
			await see("/staff/messages/do-not-send", "no address typed");
			await field(page, "address").fill("nobody@example.org");
			await send(page, "address");
			await page.waitForURL(/found=nothing/);
			await see("/staff/messages/do-not-send", "found");
			await go("/staff/messages");
			await page.locator("main tbody a").first().click();
			await page.getByRole("link", { name: "Write a correction" }).click();
			await page.waitForURL(/corrects=/);
			await see("/staff/messages/new", "a correction");
			await go("/staff/messages/new");
			await see("/staff/messages/new", "empty");
			await sendWrong(page, "subjectEn");
			await see("/staff/messages/new", "nothing typed");
			// Few people of the site's database have not checked and read Welsh, so one person may approve it.
			for (const other of ["affected", "unable-to-match", "under-review", "not-found"])
				await page.locator(`main [value="${other}"]`).uncheck();
			await page.getByText("Only some of these people").click();
			await page.getByLabel("Welsh", { exact: true }).check();
			await field(page, "subjectEn").fill("Walked");
			await field(page, "bodyEn").fill("Hurry, answer within 24 hours.");
			await send(page, "subjectEn");
			await page.waitForURL(/done=saved/);
			await see("/staff/messages/[id]", "words to look at");
			const message = new URL(page.url()).pathname;
			await go(`${message}/edit`);
			await see("/staff/messages/[id]/edit", "as it stands");
			await field(page, "subjectEn").fill("");
			await sendWrong(page, "subjectEn");
			await see("/staff/messages/[id]/edit", "nothing typed");
			await field(page, "subjectEn").fill("Walked");
			await field(page, "bodyEn").fill("Your answer is on our site.");
			await field(page, "subjectCy").fill("Cerddwyd");
			await field(page, "bodyCy").fill("Mae eich ateb ar ein gwefan.");
			await send(page, "subjectEn");
			await page.waitForURL(/done=saved/);
			await see("/staff/messages/[id]", "draft");
			await go(`${message}/discard`);
			await see("/staff/messages/[id]/[step]", "discard");
			const step = async (name: string, button: RegExp, next: string) => {
				await go(`${message}/${name}`);
				await see("/staff/messages/[id]/[step]", name);
				await page.getByRole("button", { name: button }).click();
				await page.waitForURL(/done=/);
				await see("/staff/messages/[id]", next);
			};
			await step("prepare", /^Finalise/, "settled");
			await step("approve", /^Approve for/, "approved");
			await go(`${message}/try`);
			await page.locator("main [type=checkbox]:checked").uncheck();
			await sendWrong(page, "readers[]");
			await see("/staff/messages/[id]/[step]", "nobody chosen");
			await step("try", /^Send it to them/, "on its way to colleagues");
			await expect(async () => {
				await go(message);
				await expect(page.getByRole("link", { name: /^Send to/ })).toBeVisible({ timeout: 100 });
			}).toPass();
			await see("/staff/messages/[id]", "to be sent");
			await go(`${message}/start`);
			await see("/staff/messages/[id]/[step]", "start");
			await field(page, "reference").fill("MP-3333-3333");
			await sendWrong(page, "reference");
			await see("/staff/messages/[id]/[step]", "not the reference");
			const { rows } = await inSiteDatabase("select reference from message where id = $1", [message.split("/").at(-1)]);
			await field(page, "reference").fill(rows[0].reference);
			await field(page, "startsAt").fill("2031-01-08T10:00");
			await page.getByRole("button", { name: /^Send to/ }).click();
			await page.waitForURL(/done=scheduled/);
			await see("/staff/messages/[id]", "at a time");
			await go("/staff/messages");
			await expect(page.getByRole("row").filter({ hasText: "From 8 January 2031" })).toContainText("To be sent");
			await see("/staff/messages", "one at a time");
			await go(sent);
			await see("/staff/messages/[id]", "sent, with letters");
			await go(`${sent}/hand-over`);
			await see("/staff/messages/[id]/[step]", "hand-over");
			await go(`${sent}/returned`);
			await see("/staff/messages/[id]/[step]", "returned");
			await field(page, "letters").fill("1204-38");
			await sendWrong(page, "letters");
			await see("/staff/messages/[id]/[step]", "no such letter");
			await go(`${sent}/instead`);
			await see("/staff/messages/[id]/[step]", "instead");
			await sendWrong(page, "kind");
			await see("/staff/messages/[id]/[step]", "nothing noted");
			await page.locator('main [value="public-notice"]').check();
			await field(page, "doneOn").fill("2026-11-02");
			await field(page, "note").fill("A notice in two newspapers and on our home page.");
			await send(page, "note");
			await page.waitForURL(/done=noted/);
			await see("/staff/messages/[id]", "what was done instead");
			await go("/staff/messages/new");
			await page.locator('main [value="incident-notice"]').check();
			await page.getByLabel("Incident", { exact: true }).selectOption({ label: recovered });
			for (const group of ["affected", "unable-to-match", "under-review", "not-found", "not-checked"])
				await page.locator(`main [value="${group}"]`).uncheck();
			await page.locator('main [value="in-data"]').check();
			await field(page, "subjectEn").fill("Waits for its file");
			await field(page, "bodyEn").fill("Your answer is on our site.");
			await send(page, "subjectEn");
			await page.waitForURL(/done=saved/);
			const waiting = new URL(page.url()).pathname;
			await go(`${waiting}/prepare`);
			await page.getByRole("button", { name: /^Finalise/ }).click();
			await page.waitForURL(/done=prepared/);
			await see("/staff/messages/[id]", "waits for its file");
			const other = { name: "another.csv", mimeType: "text/csv", buffer: Buffer.from("Email\nada@example.org\n") };
			await page.locator("main [type=file]").setInputFiles(other);
			await page.getByRole("button", { name: "Upload the file", exact: true }).click();
			await page.getByText("This is not the file that was imported").waitFor();
			await see("/staff/messages/[id]", "another file");
			await go(`${waiting}/reopen`);
			await page.getByRole("button", { name: "Make it a draft again" }).click();
			await page.waitForURL(/done=reopened/);
			await go(`${waiting}/discard`);
			await page.getByRole("button", { name: "Discard the draft" }).click();
			await page.waitForURL(/done=discarded/);
			await go("/staff/messages/new");
			await field(page, "subjectEn").fill("Discarded");
			await field(page, "bodyEn").fill("Nothing.");
			await send(page, "subjectEn");
			await page.waitForURL(/done=saved/);
			await go(`${new URL(page.url()).pathname}/discard`);
			await page.getByRole("button", { name: "Discard the draft" }).click();
			await page.waitForURL(/done=discarded/);
			await see("/staff/messages", "discarded");
		},
	},
	{
		name: "updates",
		shows: {
			"/staff/updates": ["list", "discarded"],
			"/staff/updates/new": ["empty", "nothing typed"],
			"/staff/updates/[id]": ["draft", "published", "corrected", "withdrawn"],
			"/staff/updates/[id]/edit": ["as it stands", "nothing typed"],
			"/staff/updates/[id]/discard": ["asks once more"],
			"/staff/updates/[id]/publish": ["asks once more"],
			"/staff/updates/[id]/correct": ["as it stands", "no note", "readers will see"],
			"/staff/updates/[id]/withdraw": ["asks once more", "no note"],
			"/updates/[slug]": ["in English alone", "withdrawn", "withdrawn, in Welsh"],
		},
		async walk({ page, see, go }) {
			const write = async (title: string) => {
				await page.getByLabel("Incident", { exact: true }).selectOption({ label: closed });
				await field(page, "titleEn").fill(title);
				await field(page, "summaryEn").fill("In one sentence.");
				await field(page, "bodyEn").fill("Ten people.\n\n- one\n- [two](https://example.org)\n\n## Heading\n\n> Said");
				await send(page, "titleEn");
				await page.waitForURL(/done=saved/);
			};
			await signInStaffAt(page, "publisher@example.org", "/staff/updates");
			await see("/staff/updates", "list");
			await go("/staff/updates/new");
			await see("/staff/updates/new", "empty");
			await sendWrong(page, "titleEn");
			await see("/staff/updates/new", "nothing typed");
			await write("Every state, discarded");
			await see("/staff/updates/[id]", "draft");
			await page.getByRole("link", { name: "Discard" }).click();
			await page.waitForURL(/\/discard$/);
			await see("/staff/updates/[id]/discard", "asks once more");
			await page.getByRole("button", { name: "Discard the draft" }).click();
			await page.waitForURL(/done=discarded/);
			await see("/staff/updates", "discarded");
			await go("/staff/updates/new");
			await write("Every state, withdrawn");
			const update = new URL(page.url()).pathname;
			await go(`${update}/edit`);
			await see("/staff/updates/[id]/edit", "as it stands");
			await field(page, "titleEn").fill("");
			await sendWrong(page, "titleEn");
			await see("/staff/updates/[id]/edit", "nothing typed");
			await go(`${update}/publish`);
			await see("/staff/updates/[id]/publish", "asks once more");
			await page.getByRole("button", { name: "Publish", exact: true }).click();
			await page.waitForURL(/done=published/);
			await see("/staff/updates/[id]", "published");
			const shown = (await page.getByRole("link", { name: "See it on the site" }).getAttribute("href")) ?? "";
			const read = async () => (await page.request.get(`/cy${shown}`)).text();
			await expect.poll(read, { timeout: 10_000 }).toContain("Ten people");
			await go(`/cy${shown}`);
			await see("/updates/[slug]", "in English alone");
			await go(`${update}/correct`);
			await see("/staff/updates/[id]/correct", "as it stands");
			await field(page, "bodyEn").fill("Twelve people.");
			await sendWrong(page, "noteEn");
			await see("/staff/updates/[id]/correct", "no note");
			await field(page, "noteEn").fill("The number was wrong.");
			await send(page, "noteEn");
			await publishes(page);
			await see("/staff/updates/[id]/correct", "readers will see");
			await page.getByRole("button", { name: "Publish the correction" }).click();
			await page.waitForURL(/done=corrected/);
			await see("/staff/updates/[id]", "corrected");
			await go(`${update}/withdraw`);
			await see("/staff/updates/[id]/withdraw", "asks once more");
			await sendWrong(page, "noteEn");
			await see("/staff/updates/[id]/withdraw", "no note");
			await field(page, "noteEn").fill("It was about another incident.");
			await send(page, "noteEn");
			await publishes(page);
			await page.getByRole("button", { name: "Withdraw it" }).click();
			await page.waitForURL(/done=withdrawn/);
			await see("/staff/updates/[id]", "withdrawn");
			await expect.poll(read, { timeout: 10_000 }).toContain("another incident");
			await go(shown);
			await see("/updates/[slug]", "withdrawn");
			await go(`/cy${shown}`);
			await see("/updates/[slug]", "withdrawn, in Welsh");
		},
	},
	{
		name: "incidents",
		shows: {
			"/staff/incidents": ["list"],
			"/staff/incidents/new": ["empty", "nothing typed"],
			"/staff/incidents/[id]": ["as it stands", "just entered"],
			"/staff/incidents/[id]/[part]": [
				"headline",
				"circumstances",
				"knowledge",
				"findings",
				"headline, nothing typed",
				"headline, changed meanwhile",
				"circumstances, no kind",
				"publish",
			],
			"/staff/incidents/[id]/authorities/[report]": ["new", "nothing typed"],
			"/staff/incidents/[id]/held/[relationship]": ["member", "nothing typed"],
			"/staff/incidents/[id]/remove/[what]": ["asks once more"],
			"/staff/incidents/[id]/figures": ["asks once more", "others by now"],
			"/incidents/[slug]": ["with figures", "with figures, in Welsh"],
		},
		async walk({ page, see, go }) {
			await signInStaffAt(page, "publisher@example.org", "/staff/incidents");
			await see("/staff/incidents", "list");
			const open = async (title: string) => {
				await go("/staff/incidents");
				await page.getByRole("link", { name: title }).click();
				await expect(heading(page)).toHaveText(title);
				return new URL(page.url()).pathname;
			};
			const busy = await open("October 2021 supplier incident");
			await see("/staff/incidents/[id]", "as it stands");
			await go(`${busy}/held/member`);
			await see("/staff/incidents/[id]/held/[relationship]", "member");
			await go(`${busy}/remove/member`);
			await see("/staff/incidents/[id]/remove/[what]", "asks once more");
			await go(`${busy}/figures?changed=1`);
			await see("/staff/incidents/[id]/figures", "others by now");
			const other = await open(closed);
			await go(`${other}/figures`);
			await see("/staff/incidents/[id]/figures", "asks once more");
			await page.getByRole("button", { name: "Publish the figures" }).click();
			await page.waitForURL(/done=published/);
			const shown = (await page.getByRole("link", { name: "See it on the site" }).getAttribute("href")) ?? "";
			for (const [prefix, state] of [
				["", "with figures"],
				["/cy", "with figures, in Welsh"],
			] as const) {
				const read = async () => (await page.request.get(prefix + shown)).text();
				await expect.poll(read, { timeout: 15_000 }).toContain('id="figures"');
				await go(prefix + shown);
				await unfold(page);
				await see("/incidents/[slug]", state);
			}
			const csv = await page.request.get(`${shown}/figures`);
			expect([csv.status(), csv.headers()["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
			for (const part of ["headline", "circumstances", "knowledge", "findings"]) {
				await go(`${busy}/${part}`);
				await see("/staff/incidents/[id]/[part]", part);
			}
			await go(`${busy}/headline`);
			await field(page, "titleEn").fill("");
			await sendWrong(page, "titleEn");
			await see("/staff/incidents/[id]/[part]", "headline, nothing typed");
			await field(page, "titleEn").fill("Another title");
			await page.locator("main [name=revision]").evaluate((input: HTMLInputElement) => {
				input.value = "2021-11-01T00:00:00.000Z";
			});
			await sendWrong(page, "titleEn");
			await see("/staff/incidents/[id]/[part]", "headline, changed meanwhile");
			await go(`${busy}/circumstances`);
			for (const box of await field(page, "breachTypes[]").all()) await box.uncheck();
			await sendWrong(page, "breachTypes[]");
			await see("/staff/incidents/[id]/[part]", "circumstances, no kind");
			await go(`${busy}/authorities/new`);
			await see("/staff/incidents/[id]/authorities/[report]", "new");
			await sendWrong(page, "authority");
			await see("/staff/incidents/[id]/authorities/[report]", "nothing typed");
			await go("/staff/incidents/new");
			await see("/staff/incidents/new", "empty");
			await sendWrong(page, "titleEn");
			await see("/staff/incidents/new", "nothing typed");
			for (const [name, typed] of [
				["titleEn", "An incident of every state"],
				["questionEn", "Was your information in it?"],
				["summaryEn", "Nobody knows yet."],
			] as const)
				await field(page, name).fill(typed);
			await field(page, "status").first().check();
			await send(page, "titleEn");
			await page.waitForURL(/done=created/);
			await see("/staff/incidents/[id]", "just entered");
			const entered = new URL(page.url()).pathname;
			await go(`${entered}/publish`);
			await see("/staff/incidents/[id]/[part]", "publish");
			await go(`${entered}/held/donor`);
			await sendWrong(page, "sourceEn");
			await see("/staff/incidents/[id]/held/[relationship]", "nothing typed");
		},
	},
	{
		name: "datasets",
		shows: {
			"/staff/datasets": ["list", "nothing typed", "added", "no file"],
			// Takes the states from the schema, so that a new state of a version is visited too.
			"/staff/datasets/[version]": [
				...versionStates,
				"uploading, nothing for a minute",
				"staged, unfolded",
				"mapped wrongly",
				"for the second person",
				"not sure",
			],
			"/staff/datasets/[version]/problems": ["two rows", "another file", "none on this page"],
		},
		async walk({ page, see, go }) {
			await signInStaffAt(page, "data.lead@example.org", "/staff/datasets");
			await see("/staff/datasets", "list");
			await sendWrong(page, "name");
			await see("/staff/datasets", "nothing typed");
			const incident = page.getByLabel("Incident");
			await incident.selectOption({ label: closed });
			await field(page, "name").fill("Every state");
			await send(page, "name");
			await page.waitForURL(/done=created/);
			await see("/staff/datasets", "added");
			const upload = async (name: string, buffer: Buffer) => {
				const file = page.getByLabel("Upload a table to Every state");
				await file.setInputFiles({ name, mimeType: "text/csv", buffer });
				await page.locator("form", { has: file }).getByRole("button", { name: "Upload the table" }).click();
			};
			await upload("table.xlsx", Buffer.from("504b030414000600", "hex"));
			await page.getByText("save the one table as CSV").waitFor();
			await see("/staff/datasets/[version]", "failed");
			await addMovingVersion("Every state");
			for (const moving of ["uploading", "waiting", "importing"] as const) {
				await moveVersion(`state = '${moving}'`);
				await go(`/staff/datasets/${movingVersion}`);
				await page.getByRole("button", { name: "Cancel" }).waitFor();
				await see("/staff/datasets/[version]", moving);
			}
			await moveVersion("state = 'uploading', seen_at = now() - interval '2 minutes'");
			await page.getByText("Nothing has arrived for a minute").waitFor();
			await see("/staff/datasets/[version]", "uploading, nothing for a minute");
			await page.getByRole("button", { name: "Cancel" }).click();
			await page.waitForURL(/done=cancelled/);
			await see("/staff/datasets/[version]", "cancelled");
			await go("/staff/datasets?problem=no-file");
			await see("/staff/datasets", "no file");
			await upload(
				"table.csv",
				Buffer.from(
					"Ref;Vorname;Name;E-mail;Status;Password\r\nMP900011;Ada;Smith;ada.state@example.org;Member;x\r\n;Kit;Brown;not one;Donor;z\r\n",
				),
			);
			await page.getByRole("button", { name: "Check the file" }).waitFor();
			await see("/staff/datasets/[version]", "staged");
			await unfold(page);
			await see("/staff/datasets/[version]", "staged, unfolded");
			const roles = page.locator("main select[name^=role-]");
			for (const role of await roles.all()) await role.selectOption("ignore");
			await sendWrong(page, "role-0");
			await see("/staff/datasets/[version]", "mapped wrongly");
			await page.reload();
			await page.getByRole("button", { name: "Check the file" }).click();
			await page.getByRole("heading", { name: "What is in it" }).waitFor({ timeout: 60_000 });
			await see("/staff/datasets/[version]", "ready");
			const version = new URL(page.url()).pathname;
			await go(`${version}/problems`);
			await see("/staff/datasets/[version]/problems", "two rows");
			await go(`${version}/problems?problem=another-file`);
			await see("/staff/datasets/[version]/problems", "another file");
			await go(`${version}/problems?page=9`);
			await see("/staff/datasets/[version]/problems", "none on this page");
			await page.getByRole("button", { name: "Sign out" }).click();
			await signInStaffAt(page, "admin@example.org", "/staff/datasets");
			await go(version);
			await see("/staff/datasets/[version]", "for the second person");
			await page.getByRole("button", { name: /^Activate version/ }).click();
			await page.waitForURL(/done=activated/);
			await see("/staff/datasets/[version]", "active");
			await page.getByRole("button", { name: /^Withdraw version/ }).click();
			await page.waitForURL(/problem=sure/);
			await see("/staff/datasets/[version]", "not sure");
			// The state of a version after another one became active.
			const id = version.split("/").at(-1);
			await inSiteDatabase("update dataset set active_version_id = null where active_version_id = $1", [id]);
			await inSiteDatabase("update dataset_version set state = 'superseded' where id = $1", [id]);
			await go(version);
			await see("/staff/datasets/[version]", "superseded");
			await page.locator("main [name=sure]").check();
			await page.getByRole("button", { name: /^Withdraw version/ }).click();
			await page.waitForURL(/done=withdrawn/);
			await see("/staff/datasets/[version]", "withdrawn");
		},
	},
];
