import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { sampleStaff } from "@/db/demo/samples";
import { signInStaffAt } from "../support/open-session";
import { expect, test } from "../support/page";
import { connectToSiteDatabase, inSiteDatabase } from "../support/site-database";

const emailOf = (role: string) => sampleStaff.find((person) => person.roles.some((held) => held === role))?.email ?? "";

async function signInStaff(page: Page, role: string): Promise<void> {
	await signInStaffAt(page, emailOf(role), "/staff/datasets");
}

/** Matches the name of a row with these cells. On a phone each begins with the name of its column. */
const inRow = (...cells: string[]) => new RegExp(cells.join("(?: [\\w ]+:)? "));

const table = [
	"Ref;Vorname;Name;E-mail;Status;Password",
	"MP900001;Zoë;Smith;zoe.e2e@example.org;Member;x",
	"MP900002;Björn;Jones;bjorn.e2e@example;Ex-member;y",
	";Kit;Brown;;Donor;z",
	"MP900003;Sam;Green;sam.e2e@example.org;Member;w",
].join("\r\n");

test.describe.configure({ timeout: 120_000 });

test("a table is uploaded by one person, activated by another, answers members, and is rolled back @nojs", async ({
	page,
	browser,
	baseURL,
}, info) => {
	const name = `Visitors ${info.project.name}`;
	await signInStaff(page, "data-lead");
	await page.getByRole("button", { name: "Add the dataset" }).click();
	await expect(page.getByText("Enter a name for the dataset").first()).toBeVisible();
	// Uses an incident without data, so that no other test's answer changes.
	await page
		.getByLabel("Incident")
		.selectOption({ index: (await page.getByLabel("Incident").locator("option").count()) - 1 });
	await page.getByLabel("Name of the dataset").fill(name);
	await page.getByLabel("This is the whole table").check();
	await page.getByRole("button", { name: "Add the dataset" }).click();
	await expect(page.getByText("The dataset was added")).toBeVisible();

	const upload = async (file: string, buffer: Buffer) => {
		const field = page.getByLabel(`Upload a table to ${name}`);
		await field.setInputFiles({ name: file, mimeType: "text/csv", buffer });
		await page.locator("form", { has: field }).getByRole("button", { name: "Upload the table" }).click();
	};
	await upload("table.xlsx", Buffer.from("504b030414000600", "hex"));
	await expect(page.getByText("save the one table as CSV")).toBeVisible();
	await page.getByRole("link", { name: "All datasets" }).click();

	await upload("table.csv", Buffer.from(table, "latin1"));
	await expect(page.getByLabel("Encoding")).toHaveValue("windows-1252");
	await expect(page.getByLabel("Columns separated by")).toHaveValue(";");
	const written = "Windows-1252, separated by semicolons, no quotes, Windows line endings (CRLF)";
	await expect(page.getByText(written).first()).toBeVisible();
	await expect(page.getByLabel("E-mail")).toHaveValue("identifier:email");
	await expect(page.getByLabel("Password")).toHaveValue("category:password");
	await expect(page.getByText("Z•ë").first()).toBeVisible();
	// Corrects the suggested mapping.
	await page.getByLabel("Vorname").selectOption("name:given");
	await page.getByLabel("Name", { exact: true }).selectOption("name:family");
	await page.getByRole("button", { name: "Check the file" }).click();
	// The next page has the same address, so waits for it before reloading.
	await expect(page.getByRole("button", { name: "Check the file" })).toHaveCount(0);
	await page.waitForLoadState();
	const counted = page.getByRole("heading", { name: "What is in it" });
	if (info.project.use.javaScriptEnabled === false)
		await expect.poll(async () => (await page.reload()) && (await counted.count()), { timeout: 60_000 }).toBe(1);
	await expect(counted).toBeVisible({ timeout: 60_000 });
	await expect(page.getByRole("row", { name: inRow("Not an email address", "E-mail", "1", "3") })).toBeVisible();
	await expect(page.getByText("You imported this version, so someone else has to activate it")).toBeVisible();
	const version = page.url();

	await page.getByRole("link", { name: "See the rows, or download them to correct" }).click();
	await expect(
		page.getByRole("row", { name: inRow("4", "the whole row", "Nothing this person can be found by") }),
	).toBeVisible();
	const csv = await page.request.get(`${version}/problems/download`);
	expect(await csv.text()).toBe(
		'\ufeffRow,Column,Reason\r\n3,"E-mail","Not an email address"\r\n4,"","Nothing this person can be found by"\r\n',
	);
	// The correction export takes the same file only.
	const giveAgain = async (content: string) => {
		await page
			.getByLabel("Choose the same file again to get the rows to correct")
			.setInputFiles({ name: "table.csv", mimeType: "text/csv", buffer: Buffer.from(content, "latin1") });
		await page.getByRole("button", { name: "Get the rows", exact: true }).click();
	};
	await giveAgain(table.replace("Kit", "Pat"));
	await expect(page.getByText("This is not the file that was imported")).toBeVisible();
	const download = page.waitForEvent("download");
	await giveAgain(table);
	const rows = await download;
	expect(rows.suggestedFilename()).toBe("rows-to-correct-of-version-2.csv");
	expect(readFileSync(await rows.path(), "utf8")).toBe(
		[
			'\ufeff"Row in the file","What to correct","Ref","Vorname","Name","E-mail","Status","Password"',
			'3,"E-mail: Not an email address","MP900002","Björn","Jones","bjorn.e2e@example","Ex-member","y"',
			'4,"Nothing this person can be found by","","Kit","Brown","","Donor","z"',
			"",
		].join("\r\n"),
	);

	const other = await (
		await browser.newContext({ baseURL, javaScriptEnabled: info.project.use.javaScriptEnabled ?? true })
	).newPage();
	await signInStaff(other, "admin");
	await other.goto(version);
	// The second person sees what it changes and what each column was taken for.
	// What to check first stands before what it changes, and what ends the version after everything else.
	const order = ["Check this first", "If you activate it", "What each column was read as", "Withdraw this version"];
	expect(
		await other
			.getByRole("heading", { level: 2 })
			.evaluateAll(
				(all, names) => all.map((heading) => heading.textContent ?? "").filter((text) => names.includes(text)),
				order,
			),
	).toEqual(order);
	await expect(other.getByRole("heading", { name: "2 records nobody can sign in for" })).toBeVisible();
	await expect(other.getByRole("row", { name: inRow("Vorname", "First name") })).toBeVisible();
	await other.getByRole("button", { name: "Count the answers again" }).click();
	await expect(other.getByText("We have counted the answers again.")).toBeVisible();
	await other.getByRole("button", { name: "Activate version 2" }).click();
	await expect(other.getByText("This version is now live")).toBeVisible();
	await other.getByRole("button", { name: "Withdraw version 2" }).click();
	await expect(other.getByText("Tick the box to confirm that you are sure.")).toBeVisible();
	await other.getByLabel("Yes, delete version 2 for good").check();
	await other.getByRole("button", { name: "Withdraw version 2" }).click();
	// People are answered from it, so that the other person has to confirm it, who sees how many answers change.
	await expect(other.getByText("Nothing changes until someone else has confirmed it.")).toBeVisible();
	await expect(other.getByRole("button", { name: "Confirm it" })).toHaveCount(0);
	await other.context().close();
	await page.goto(version);
	await expect(page.getByText(`asked on`)).toContainText(`to withdraw version 2 of ${name}. No answer would change.`);
	await page.getByRole("button", { name: "Confirm it" }).click();
	await expect(page.getByText("The version was withdrawn and its data is gone. No answer changes.")).toBeVisible();
	// What answered somebody once is removed by two.
	await page.goto("/staff/datasets");
	await page.getByRole("button", { name: `Remove this dataset (takes a second person) (${name})` }).click();
	await expect(page.getByText("Nothing changes until someone else has confirmed it.")).toBeVisible();
	await page.getByRole("button", { name: "Cancel your request" }).click();
	await expect(page.getByText("The request has been cancelled. Nothing changes.")).toBeVisible();
});

test("a file larger than proxy.ts's body limit is uploaded whole, and its rows can be exported", async ({
	page,
	baseURL,
}) => {
	await signInStaff(page, "data-lead");
	await addDataset("large");
	const line = (at: number) => `large${at}@example.org,${"x".repeat(1000)}\n`;
	const buffer = Buffer.from(
		`E-mail,Note\n${Array.from({ length: 11_000 }, (_, at) => line(at)).join("")}not one,at the end\n`,
	);
	expect(buffer.length).toBeGreaterThan(10 * 1024 * 1024);
	// On new connections, because the server closes idle ones, and the file is checked for as long.
	const give = (path: string, field: string, value: string) =>
		page.request.post(path, {
			headers: { origin: baseURL ?? "", connection: "close" },
			multipart: { [field]: value, file: { name: "large.csv", mimeType: "text/csv", buffer } },
			maxRedirects: 0,
		});
	const version = (await give("/staff/datasets/upload", "dataset", "dst_large")).headers().location ?? "";
	await page.goto(version);
	await page.getByRole("button", { name: "Check the file" }).click();
	await expect(page.getByRole("heading", { name: "What is in it" })).toBeVisible({ timeout: 60_000 });
	const rows = await give("/staff/datasets/upload/rows", "version", version.split("/").at(-1) ?? "");
	expect(rows.status()).toBe(200);
	expect(rows.headers()["cache-control"]).toBe("private, no-store");
	expect(await rows.text()).toContain(
		'\r\n11002,"E-mail: Not an email address; Nothing this person can be found by","not one","at the end"\r\n',
	);
});

test("staff say which row holds the names of the columns, or that none does @scripts", async ({
	page,
	baseURL,
}, info) => {
	const id = `header-${info.project.name}`;
	await signInStaff(page, "data-lead");
	await addDataset(id);
	const text = "Members,Report\nRef,E-mail\nMP910001,ann.e2e@example.org\nMP910002,ben.e2e@example.org\n";
	const uploaded = await page.request.post("/staff/datasets/upload", {
		headers: { origin: baseURL ?? "" },
		multipart: {
			dataset: `dst_${id}`,
			file: { name: "table.csv", mimeType: "text/csv", buffer: Buffer.from(text) },
		},
		maxRedirects: 0,
	});
	await page.goto(uploaded.headers().location ?? "");
	const choice = page.getByLabel("Which row holds the names of the columns?");
	const readAs = async (label: string) => {
		await choice.selectOption({ label });
		await page.getByRole("button", { name: "Read it this way" }).click();
		await expect(choice.locator("option:checked")).toHaveText(label);
	};
	await expect(page.getByRole("rowheader", { name: "Members" })).toBeVisible();
	// The format is clear, so that its form is folded, unless another test has saved a mapping to choose.
	if (!(await choice.isVisible())) await page.getByText("Change how the file is read").click();

	await readAs("None: the first row is a record");
	await expect(page.getByText("no column names").first()).toBeVisible();
	await expect(page.getByRole("rowheader", { name: "Column 2" })).toBeVisible();

	// A row that is somebody's is not offered, since names of columns are kept in clear.
	await expect(choice.locator("option")).toHaveText([
		"As found",
		"None: the first row is a record",
		"Row 1: Members · Report",
		"Row 2: Ref · E-mail",
	]);

	await readAs("Row 2: Ref · E-mail");
	await expect(page.getByLabel("E-mail")).toHaveValue("identifier:email");
	await page.getByRole("button", { name: "Check the file" }).click();
	await expect(page.getByRole("button", { name: "Check the file" })).toHaveCount(0);
	await page.waitForLoadState();
	const counted = page.getByRole("heading", { name: "What is in it" });
	if (info.project.use.javaScriptEnabled === false)
		await expect.poll(async () => (await page.reload()) && (await counted.count()), { timeout: 60_000 }).toBe(1);
	await expect(counted).toBeVisible({ timeout: 60_000 });
	await expect(page.getByText("Everything in the file could be used.")).toBeVisible();
});

/** A page whose uploads take long enough to be cancelled while they are sent. Returns a function that makes it quick again. */
async function slowUploads(page: Page): Promise<() => Promise<void>> {
	const client = await page.context().newCDPSession(page);
	const limit = (uploadThroughput: number) =>
		client.send("Network.emulateNetworkConditions", {
			offline: false,
			latency: 0,
			downloadThroughput: -1,
			uploadThroughput,
		});
	await limit(400_000);
	return async () => {
		await limit(-1);
	};
}

/** Begins to upload a table of 8 MB. Returns its form, once the page says how much of it is sent. */
async function beginUpload(page: Page, dataset: string) {
	const buffer = Buffer.from(`E-mail\n${"somebody@example.org\n".repeat(400_000)}`);
	const field = page.getByLabel(`Upload a table to ${dataset}`);
	await field.setInputFiles({ name: "slow.csv", mimeType: "text/csv", buffer });
	const form = page.locator("form", { has: field });
	await form.getByRole("button", { name: "Upload the table" }).click();
	await expect(form.getByText(/ of 8\.4 MB sent, .+ a second, about .+ left\./)).toBeVisible();
	return form;
}

const stateOf = async (dataset: string) =>
	(await inSiteDatabase("select id, state, failure from dataset_version where dataset_id = $1", [dataset])).rows;

/** Counts what is kept of the only version of a dataset: parts of its file, and the table of its records. */
const keptOf = async (dataset: string) =>
	(
		await inSiteDatabase(
			`select (select count(*)::int from dataset_upload u where u.version_id = v.id) as parts,
				to_regclass('exposure.record_' || v.partition) is not null as has_table, finished_at is not null as ended
			from dataset_version v where dataset_id = $1`,
			[dataset],
		)
	).rows[0];

test("an upload shows how far it is, and cancelling it stops the browser's sending @widths", async ({ page }, info) => {
	const dataset = `dst_slow-${info.project.name}`;
	await addDataset(dataset.slice(4));
	await signInStaff(page, "data-lead");
	const quicken = await slowUploads(page);
	const form = await beginUpload(page, dataset);
	const broken = page.waitForEvent("requestfailed");
	await form.getByRole("button", { name: "Cancel the upload" }).click();
	expect(new URL((await broken).url()).pathname).toBe("/staff/datasets/upload");
	await expect(
		form.getByText("Cancelled. The rest of the file is not sent, and we have kept nothing from it."),
	).toBeVisible();
	await expect(form.getByRole("progressbar")).toHaveCount(0);
	// All of it would take twenty seconds more.
	await expect
		.poll(() => stateOf(dataset), { timeout: 10_000 })
		.toMatchObject([{ state: "failed", failure: "The upload broke off. Upload the file again." }]);
	expect(await keptOf(dataset)).toMatchObject({ parts: 0, has_table: false });
	await quicken();
	await form.getByRole("button", { name: "Upload the table" }).click();
	await expect(page.getByRole("button", { name: "Check the file" })).toBeVisible();
});

test("an upload that is cancelled in another window is not sent any further, and its own window says so", async ({
	page,
}) => {
	await addDataset("elsewhere");
	await signInStaff(page, "data-lead");
	await slowUploads(page);
	await beginUpload(page, "dst_elsewhere");
	await expect.poll(() => stateOf("dst_elsewhere")).toMatchObject([{ state: "uploading" }]);
	const [version] = await stateOf("dst_elsewhere");
	const other = await page.context().newPage();
	await other.goto(`/staff/datasets/${version.id}`);
	await other.getByRole("button", { name: "Cancel" }).click();
	await expect(other.getByText("Cancelled. We have kept nothing from the file.")).toBeVisible();
	// All of it would take twenty seconds more.
	await expect(page).toHaveURL(new RegExp(`/staff/datasets/${version.id}$`), { timeout: 10_000 });
	await expect(page.getByText("We have kept nothing from the file.")).toBeVisible();
	expect(await stateOf("dst_elsewhere")).toMatchObject([{ state: "cancelled" }]);
});

/** Makes every import wait where it begins to count, as it takes long for a large table. Returns a function that ends that. */
async function holdCounting(name: string): Promise<() => Promise<void>> {
	const [hold, key] = [`"hold_counting_${name}"`, `hashtext('${name}')`];
	const holder = await connectToSiteDatabase();
	await holder.query(`
		create function ${hold}() returns event_trigger language plpgsql as
			$$ begin perform pg_advisory_lock_shared(${key}); perform pg_advisory_unlock_shared(${key}); end $$;
		create event trigger ${hold} on ddl_command_start when tag in ('CREATE INDEX') execute function ${hold}();
		select pg_advisory_lock(${key});`);
	return async () => {
		await holder.query(`select pg_advisory_unlock(${key}); drop event trigger ${hold}; drop function ${hold};`);
		await holder.end();
	};
}

test("cancelling an import while it counts ends it at once, and what it had read is gone @widths", async ({
	page,
}, info) => {
	const dataset = `dst_counting-${info.project.name}`;
	await addDataset(dataset.slice(4));
	await signInStaff(page, "data-lead");
	const field = page.getByLabel(`Upload a table to ${dataset}`);
	const buffer = Buffer.from(`E-mail\n${Array.from({ length: 500 }, (_, at) => `c${at}@example.org\n`).join("")}`);
	await field.setInputFiles({ name: "counted.csv", mimeType: "text/csv", buffer });
	await page.locator("form", { has: field }).getByRole("button", { name: "Upload the table" }).click();
	const letGo = await holdCounting(info.project.name);
	try {
		await page.getByRole("button", { name: "Check the file" }).click();
		await expect(page.getByRole("heading", { name: "Counting and comparing" })).toBeVisible({ timeout: 60_000 });
		// The first figure is the rows; the rows a second may be as many.
		await expect(page.getByText("500", { exact: true }).first()).toBeVisible();
		expect(await keptOf(dataset)).toMatchObject({ has_table: true, ended: false });
		await page.getByRole("button", { name: "Cancel" }).click();
		await expect(page.getByText("We have kept nothing from the file.")).toBeVisible();
		// Counting is still held, so that nothing but the cancelling can have ended it.
		expect(await stateOf(dataset)).toMatchObject([{ state: "cancelled" }]);
		expect(await keptOf(dataset)).toEqual({ parts: 0, has_table: false, ended: true });
	} finally {
		await letGo();
	}
	await expect(page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
});

test("staff say what comes first in dates that fit both, and what the words of yes and no mean @scripts", async ({
	page,
	baseURL,
}, info) => {
	const id = `meanings-${info.project.name}`;
	await signInStaff(page, "data-lead");
	await addDataset(id);
	const rows = ["02/08/2014,Yes", "06/08/2014,No", "05/01/2014,No", "09/01/2014,No"];
	const text = `E-mail,Joined,Direct debit\n${rows.map((row, at) => `m${at}.${id}@example.org,${row}\n`).join("")}`;
	const uploaded = await page.request.post("/staff/datasets/upload", {
		headers: { origin: baseURL ?? "" },
		multipart: {
			dataset: `dst_${id}`,
			file: { name: "table.csv", mimeType: "text/csv", buffer: Buffer.from(text) },
		},
		maxRedirects: 0,
	});
	await page.goto(uploaded.headers().location ?? "");
	await expect(page.getByLabel("“No” means")).toHaveValue("nothing");
	await expect(page.getByLabel("“Yes” means")).toHaveValue("held");
	await page.getByLabel("“No” means").selectOption({ label: "We hold something, but this does not say what" });
	await page.getByRole("button", { name: "Check the file" }).click();
	await expect(
		page.getByText("Say whether the day or the month comes first in the dates of Joined.").first(),
	).toBeVisible();
	await expect(page.getByLabel("“No” means")).toHaveValue("held");
	await page.getByLabel("What comes first in its dates").selectOption({ label: "The month: 05/30/1989" });
	await page.getByRole("button", { name: "Check the file" }).click();
	await expect(page.getByRole("button", { name: "Check the file" })).toHaveCount(0);
	const counted = page.getByRole("heading", { name: "What is in it" });
	await page.waitForLoadState();
	if (info.project.use.javaScriptEnabled === false)
		await expect.poll(async () => (await page.reload()) && (await counted.count()), { timeout: 60_000 }).toBe(1);
	await expect(counted).toBeVisible({ timeout: 60_000 });
	await expect(page.getByRole("row", { name: /^(Column: )?Bank details .*4$|^Bank details 4$/ })).toBeVisible();
	await expect(page.getByText("Everything in the file could be used.")).toBeVisible();
	const { rows: kept } = await inSiteDatabase("select mapping from dataset_version where dataset_id = $1", [
		`dst_${id}`,
	]);
	expect(kept[0].mapping.columns[1]).toMatchObject({ header: "Joined", as: "since", dateOrder: "month-first" });
	expect(JSON.stringify(kept[0].mapping)).not.toMatch(/"(?:yes|no)"/i);
});

async function addDataset(id: string): Promise<void> {
	await inSiteDatabase(
		"insert into dataset (id, incident_id, name) select $1::text, id, $1::text from incident order by position desc limit 1",
		[`dst_${id}`],
	);
}

/** Adds a version in state importing, in its own dataset. The cleanup task does not touch it. */
async function addImport(id: string): Promise<void> {
	await addDataset(id);
	await inSiteDatabase(
		`insert into dataset_version (id, dataset_id, number, state, file_name, file_bytes, bytes_read, rows_read, imported_by, started_at, seen_at)
		values ('dsv_${id}', 'dst_${id}', 1, 'importing', 'table.csv', 4000, 1000, 11, 'stf_nobody', now(), now() + interval '1 hour')`,
	);
}

test("progress updates by itself, and the focus stays on Cancel", async ({ page }) => {
	await signInStaff(page, "data-lead");
	await addImport("moving");
	await page.goto("/staff/datasets/dsv_moving");
	await expect(page.getByText("It also refreshes automatically.")).toBeVisible();
	const cancel = page.getByRole("button", { name: "Cancel" });
	await cancel.focus();
	await inSiteDatabase("update dataset_version set rows_read = 22, bytes_read = 2000 where id = 'dsv_moving'");
	await expect(page.getByText("22", { exact: true }).first()).toBeVisible();
	await expect(cancel).toBeFocused();
	await expect(page.locator("meta[http-equiv=refresh]")).toHaveCount(0);
	await cancel.press("Enter");
	await expect(page.getByText("The import is stopping, and what it has read is being deleted.")).toBeVisible();
	const { rows } = await inSiteDatabase("select state from dataset_version where id = 'dsv_moving'");
	expect(rows).toEqual([{ state: "cancelled" }]);
});

test("without scripts progress needs a click, and reloads by itself only on request @only-nojs", async ({ page }) => {
	await signInStaff(page, "data-lead");
	await addImport("still");
	await page.goto("/staff/datasets/dsv_still");
	const refresh = page.locator("meta[http-equiv=refresh]");
	await expect(refresh).toHaveCount(0);
	await inSiteDatabase("update dataset_version set rows_read = 22 where id = 'dsv_still'");
	await page.getByRole("link", { name: "Refresh this page" }).click();
	await expect(page.getByText("22", { exact: true }).first()).toBeVisible();
	await page.getByRole("link", { name: "refresh it every two seconds" }).click();
	await expect(refresh).toHaveCount(1);
	await inSiteDatabase("update dataset_version set rows_read = 33 where id = 'dsv_still'");
	await expect(page.getByText("33", { exact: true }).first()).toBeVisible();
	await page.getByRole("button", { name: "Cancel" }).click();
	await expect(page.getByText("The import is stopping, and what it has read is being deleted.")).toBeVisible();
});

test("a table can be prepared before its incident is public", async ({ page }) => {
	await inSiteDatabase(
		`insert into incident (id, slug, title_en, question_en, summary_en, status, position, breach_types, data_involved, published_at)
		values ('inc_not_public', 'not-public-yet', 'Not public', 'Yours?', 'Nobody knows.', 'under-review', 99, '{}', false, null)`,
	);
	await signInStaff(page, "data-lead");
	await page.getByLabel("Incident").selectOption({ label: "Not public (not published yet)" });
	await page.getByLabel("Name of the dataset").fill("Ready first");
	await page.getByRole("button", { name: "Add the dataset" }).click();
	await expect(page.getByText("Not public. No version is live yet.")).toBeVisible();
});

for (const path of ["/staff/datasets/upload", "/staff/datasets/upload/recipients", "/staff/datasets/upload/rows"])
	test(`a file sent by another site's form is refused at ${path}`, async ({ page }) => {
		await signInStaff(page, "admin");
		const answer = await page.request.post(path, {
			headers: { origin: "https://evil.example" },
			multipart: { dataset: "dst_x", file: { name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("Email\n") } },
			maxRedirects: 0,
		});
		expect(answer.status()).toBe(403);
	});
