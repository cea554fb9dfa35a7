import { createHash } from "node:crypto";
import iconv from "iconv-lite";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { affectedTable } from "@/db/demo/affected-table";
import { affectedTableMapping } from "@/db/demo/mappings";
import { history } from "@/lib/audit";
import type { Staff } from "@/lib/authority";
import { unseal } from "@/lib/crypto/seal";
import { closeDatabase, database, setDatabaseRole } from "@/lib/database";
import {
	activateVersion,
	cancelImport,
	createDataset,
	importVersion,
	readProblems,
	readVersion,
	rollBack,
	withdrawVersion,
} from "@/lib/datasets";
import { sweepImports } from "@/lib/datasets/cleanup";
import { mappingSchema } from "@/lib/datasets/schema";
import { peopleWhoseAnswerChanges } from "@/lib/datasets/versions";
import { lookUp } from "@/lib/exposure/lookup";
import { readHints } from "@/lib/exposure/schema";
import { fingerprint, nameMarks } from "@/lib/identifiers";
import { addIncident, addMember, checkNow } from "../support/exposed-people";
import { importText, mappingOf, pieces, refusal, versionHash, wholeDatabaseAsText } from "../support/imports";
import { auditor, signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const web = connectAs("web");
let ada: Staff;
let bo: Staff;
let incidentId: string;
let counter = 0;

beforeAll(async () => {
	setDatabaseRole("owner");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
	({ incidentId } = await addIncident(owner, { dataset: false }));
});

async function as(role: "web" | "worker" | "owner"): Promise<void> {
	await closeDatabase();
	setDatabaseRole(role);
}
afterEach(() => as("owner"));

async function newDataset(of = incidentId): Promise<string> {
	const made = await createDataset(ada, { incidentId: of, name: `people ${counter++}`, complete: true });
	if (!made.ok) throw new Error(made.reason);
	return made.value;
}

/** The first 1,200 lines of the demo's table. */
const table = affectedTable(1).split("\r\n").slice(0, 1200).join("\r\n");

const columns = mappingOf([
	{ header: "No", as: "identifier", kind: "membership-number" },
	{ header: "Name", as: "name", part: "full" },
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Phone", as: "identifier", kind: "telephone" },
	{ header: "Postcode", as: "postcode" },
	{ header: "Account", as: "category", category: "bank-details" },
	{
		header: "Status",
		as: "relationship",
		values: { "ex-member": "former-member", member: "member" },
		otherwise: "other",
	},
	{ header: "Joined", as: "since" },
	{ header: "Union", as: "source", values: { unisonic: "UNISONIC" } },
	{ header: "Extra", as: "ignore" },
]);
const head = "No,Name,Email,Phone,Postcode,Account,Status,Joined,Union,Extra\n";

describe("an imported row", () => {
	it("is stored as fingerprints of its identifiers, a profile and encrypted hints", async () => {
		const made = await importText(
			ada,
			await newDataset(),
			`${head}MP100042,Björn Ó-Súil,b@example.org; B2@example.org,07700 900142,cf10 1aa,82-25-38 94641142,Ex-member,30/05/1989,UNISONIC,x\n`,
			columns,
		);
		const {
			rows: [version],
		} = await owner.query("select partition from dataset_version where id = $1", [made.versionId]);
		const { rows: lines } = await owner.query(`select * from exposure.record_${version.partition} where record = 2`);
		expect(lines).toHaveLength(2); // the row has two addresses
		expect(
			lines
				.flatMap((line) => [line.email, line.telephone, line.membership_number, line.name_postcode])
				.filter(Boolean)
				.map((print) => print.replaceAll("-", ""))
				.sort(),
		).toEqual(
			[
				fingerprint("membership-number", "MP100042"),
				fingerprint("email", "b@example.org"),
				fingerprint("email", "b2@example.org"),
				fingerprint("telephone", "+447700900142"),
				fingerprint("name-postcode", "Bjorn O Suil, CF10 1AA"),
			]
				.map((print) => print?.toString("hex"))
				.sort(),
		);
		const {
			rows: [record],
		} = await owner.query(
			`select * from exposure.record_${version.partition} join exposure.profile_${version.partition} using (profile)`,
		);
		expect(record).toMatchObject({
			relationship: "former-member",
			source: "UNISONIC",
			categories: ["name", "email-address", "telephone-number", "postal-address", "bank-details", "membership"],
		});
		expect(readHints(unseal("hints", record.hints))).toEqual({
			nameMarks: nameMarks("bjorn o suil", "Bjørn Ó Súil"),
			since: "1989-05-30",
			hints: {
				membership: "MP••••42",
				"email-address": "b•••@e•••.org, b•••@e•••.org",
				"telephone-number": "••••• •••142",
				"postal-address": "CF10 •••",
				"bank-details": "account ending 42",
				name: "B••• Ó••• S•••",
			},
		});
	});

	it("is reported by row, column and reason for each value that cannot be used", async () => {
		const made = await importText(
			ada,
			await newDataset(),
			`${head}12,Jo,jo@example,1,,,Member,soon,a@example.org,\n,Kit,kit@example.org,,,,Unheard of,,,\n\n,Lee,n/a,,,,,,,\nMP1,too,m@example.org,,,,,,,,many\n,Kit,KIT@example.org,,,,Unheard of,,,\n`,
			columns,
		);
		expect(made.report).toMatchObject({
			rows: 5,
			records: 2,
			blankRows: 1,
			withoutIdentifier: 2,
			misshapen: 1,
			duplicates: 1,
			byRelationship: { other: 2 },
		});
		expect(await readProblems(ada, made.versionId, { offset: 0, limit: 100 })).toEqual([
			{ row: 2, column: "", reason: "no-identifier" },
			{ row: 2, column: "Email", reason: "not-an-email-address" },
			{ row: 2, column: "Joined", reason: "not-a-date" },
			{ row: 2, column: "No", reason: "not-a-membership-number" },
			{ row: 2, column: "Phone", reason: "not-a-telephone-number" },
			{ row: 2, column: "Union", reason: "not-a-source" },
			{ row: 3, column: "Status", reason: "unknown-relationship" },
			{ row: 5, column: "", reason: "no-identifier" },
			{ row: 6, column: "", reason: "other-number-of-columns" },
			{ row: 7, column: "", reason: "same-as-an-earlier-row" },
			{ row: 7, column: "Status", reason: "unknown-relationship" },
		]);
		expect(made.report.warnings.join(" ")).toContain("40% of the rows have nothing a person can be found by");
	});

	it("is warned about if all rows have one value, or an unmapped column holds passwords", async () => {
		const rows = Array.from({ length: 30 }, (_, at) => `a${at}@example.org,07700 900142,secret${at}`).join("\n");
		const { report } = await importText(
			ada,
			await newDataset(),
			`Email,Phone,Password\n${rows}\n`,
			mappingOf([
				{ header: "Email", as: "identifier", kind: "email" },
				{ header: "Phone", as: "identifier", kind: "telephone" },
			]),
		);
		expect(report.warnings.join(" ")).toMatch(/Password looks like passwords.*same value in the column Phone/s);
	});

	it("loses a field that is too long and keeps the others", async () => {
		const longest = `${head},Jo,jo@example.org,,,${"9".repeat(32_768)},,,,\n,Kit,kit@example.org,,,${"9".repeat(32_769)},,,,\n`;
		const { report, versionId } = await importText(ada, await newDataset(), longest, columns);
		expect(report).toMatchObject({ records: 2, byCategory: { "bank-details": 1, name: 2 } });
		expect(await readProblems(ada, versionId, { offset: 0, limit: 9 })).toEqual([
			{ row: 3, column: "Account", reason: "field-too-long" },
		]);
	});

	it("belongs to a version with the SHA-256 of the file, in any encoding", async () => {
		for (const content of [
			`${head},Jo,jo@example.org,,,,,,,\n`,
			iconv.encode(`${head},Zoë,z@example.org,,,,,,,\n`, "utf-16le", { addBOM: true }),
		]) {
			const { versionId } = await importText(ada, await newDataset(), content, columns);
			const version = await readVersion(ada, versionId);
			expect(version?.fileHash).toBe(createHash("sha256").update(content).digest("hex"));
			expect(version?.fileBytes).toBe(Buffer.from(content).length);
		}
	});

	it("is refused with its file if a mapped column is missing, or the mapping has no identifier", async () => {
		expect(await refusal(importText(ada, await newDataset(), "Email\na@example.org\n", columns))).toContain(
			"lacks columns that the mapping uses: No, Name, Phone",
		);
		expect(
			mappingSchema.safeParse({ columns: [{ header: "Born", as: "category", category: "date-of-birth" }] }).success,
		).toBe(false);
	});
});

describe("the demo's table, with everything a real one has", () => {
	const demo = mappingSchema.parse(affectedTableMapping);
	let first: Awaited<ReturnType<typeof importText>>;
	let datasetId: string;
	let own: string;
	beforeAll(async () => {
		({ incidentId: own } = await addIncident(owner, { dataset: false }));
		datasetId = await newDataset(own);
		first = await importText(ada, datasetId, table, demo);
	});

	it("leaves no text of a cell in the database", async () => {
		const everything = await wholeDatabaseAsText(owner);
		const cells = table.split(/[,\r\n]+/).map((cell) => cell.trim());
		const personal = new Set(
			cells.filter((cell) => /@|^0\d{4}|^mp\d|\d [A-Z]{2}$/i.test(cell) || /^\d+ \w+ \w+/.test(cell)),
		);
		expect(personal.size).toBeGreaterThan(1500);
		expect([...personal].filter((cell) => everything.includes(cell))).toEqual([]);
		expect(everything).toContain("people.csv"); // the search does find text
	});

	it("is imported to the same version each time, also twice at once", async () => {
		const [one, two] = await Promise.all([
			importText(ada, datasetId, table, demo),
			importText(bo, datasetId, table, demo),
		]);
		const hash = await versionHash(owner, first.versionId);
		expect(await versionHash(owner, one.versionId)).toBe(hash);
		expect(await versionHash(owner, two.versionId)).toBe(hash);
		expect(new Set([first.number, one.number, two.number]).size).toBe(3);
	});

	it("is activated only by a second person, in code and in the database", async () => {
		expect(await activateVersion(ada, first.versionId)).toEqual({ ok: false, reason: "second-person" });
		await expect(
			owner.query("update dataset_version set activated_by = imported_by where id = $1", [first.versionId]),
		).rejects.toThrow("dataset_version_second_person");
		await expect(
			owner.query("update dataset_version set state = 'active' where id = $1", [first.versionId]),
		).rejects.toThrow("dataset_version_active_by_somebody");
		await expect(
			owner.query("update dataset set active_version_id = $1 where id = $2", [first.versionId, datasetId]),
		).rejects.toThrow("second person");
		await expect(
			owner.query("update dataset_version set imported_by = 'stf_other' where id = $1", [first.versionId]),
		).rejects.toThrow("frozen");
	});

	it("changes answers, is rolled back, and counts whose answer changed", async () => {
		const addresses: string[] = table.match(/[\w.]+@[\w.]+/g) ?? [];
		const email = addresses.find((one) => addresses.indexOf(one) === addresses.lastIndexOf(one)) as string;
		const member = await addMember(owner, { email });
		const stranger = await addMember(owner, { email: "nobody.known@example.org" });
		const outcome = async (of: typeof member) => {
			const checked = await checkNow(of, "en");
			return checked.ok && checked.value.answers.find((answer) => answer.incident.id === own)?.outcome;
		};
		await as("web");
		expect(await activateVersion(bo, first.versionId)).toMatchObject({ ok: true });
		expect(await outcome(member)).toBe("affected");
		expect(await outcome(stranger)).toBe("not-found");
		await as("owner");
		const without = table
			.split("\r\n")
			.filter((line) => !line.toLowerCase().includes(email.toLowerCase()))
			.join("\r\n");
		const second = await importText(ada, datasetId, without, demo);
		expect(second.report.change).toMatchObject({ versionNumber: first.number, added: 0 });
		expect(second.report.change?.gone).toBeGreaterThan(0);
		for (const _press of [1, 2]) expect(await activateVersion(bo, second.versionId)).toMatchObject({ ok: true });
		const activated =
			"select count(*)::int as n from audit_event where action = 'dataset-version.activated' and subject_id = $1";
		expect((await owner.query(activated, [second.versionId])).rows).toEqual([{ n: 1 }]);
		expect(await peopleWhoseAnswerChanges(second.versionId)).toEqual([member.personId]);
		await as("web");
		expect(await outcome(member)).toBe("not-found");
		const back = (staff: Staff, from = second.versionId) => rollBack(staff, datasetId, from);
		expect(await back(ada)).toEqual({ ok: false, reason: "second-person" });
		const pressedTwice = await Promise.all([back(bo), back(bo)]);
		for (const press of pressedTwice) expect(press).toMatchObject({ ok: true, value: { number: first.number } });
		expect(await outcome(member)).toBe("affected");
		expect(await back(ada), "somebody else has gone back").toEqual({ ok: false, reason: "not-ready" });
		expect(await back(bo, first.versionId)).toEqual({ ok: false, reason: "no-earlier-version" });
		const {
			rows: [gone],
		} = await owner.query("select partition from dataset_version where id = $1", [second.versionId]);
		for (const _press of [1, 2]) expect(await withdrawVersion(bo, second.versionId)).toMatchObject({ ok: true });
		expect(
			(await owner.query("select to_regclass($1) as name", [`exposure.record_${gone.partition}`])).rows[0].name,
		).toBeNull();
		expect(await outcome(member)).toBe("affected");
		expect((await readVersion(ada, second.versionId))?.state).toBe("withdrawn");
		await expect(web.query(`select * from exposure.record_${gone.partition - 1}`)).rejects.toThrow();
		await as("owner");
	});
});

it("a reader during an activation sees the old version or the new one, never none", async () => {
	const { incidentId: own } = await addIncident(owner, { dataset: false });
	const datasetId = await newDataset(own);
	const versions: string[] = [];
	const mapped = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);
	for (let number = 0; number < 6; number++)
		versions.push((await importText(ada, datasetId, "Email\nreader@example.org\n", mapped)).versionId);
	const member = await addMember(owner, { email: "reader@example.org" });
	await as("web");
	expect(await activateVersion(bo, versions[0] as string)).toMatchObject({ ok: true });
	let done = false;
	async function read(): Promise<string[]> {
		const seen: string[] = [];
		while (!done) {
			const { datasets, found } = await lookUp(database(), member.personId);
			const version = datasets.find((dataset) => dataset.datasetId === datasetId)?.version?.versionId ?? "none";
			const rows = found.filter((row) => row.incidentId === own).map((row) => row.versionId);
			expect(rows).toEqual([version]);
			if (seen.at(-1) !== version) seen.push(version);
		}
		return seen;
	}
	const readers = [read(), read()];
	for (const version of versions.slice(1)) expect(await activateVersion(bo, version)).toMatchObject({ ok: true });
	for (const from of versions.slice(1).reverse())
		expect(await rollBack(bo, datasetId, from)).toMatchObject({ ok: true });
	done = true;
	const there = [...versions, ...versions.slice(0, -1).reverse()];
	for (const seen of await Promise.all(readers)) {
		expect(seen.length).toBeGreaterThan(2);
		// In the order of activation. A reader may miss a version that was active only briefly.
		let at = 0;
		for (const version of seen) {
			at = there.indexOf(version, at);
			expect(at).toBeGreaterThanOrEqual(0);
		}
	}
	await as("worker");
});

describe("a version that is activated for the first time", () => {
	const mapped = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);
	async function readyVersion() {
		const { incidentId } = await addIncident(owner, { dataset: false });
		const email = `first-${incidentId}@example.org`;
		const made = await importText(ada, await newDataset(incidentId), `Email\n${email}\n`, mapped);
		return { ...made, member: await addMember(owner, { email }) };
	}

	it("has its tables from a commit before the one that makes it active", async () => {
		const { versionId } = await readyVersion();
		await as("web");
		expect(await activateVersion(bo, versionId)).toMatchObject({ ok: true });
		await as("worker");
		const { rows } = await owner.query(
			`select i.xmin::text as attached, d.xmin::text as active from dataset d join dataset_version v on v.id = d.active_version_id
				cross join pg_inherits i where v.id = $1
				and i.inhrelid in (to_regclass('exposure.record_' || v.partition), to_regclass('exposure.profile_' || v.partition))`,
			[versionId],
		);
		expect(rows).toHaveLength(2);
		for (const { attached, active } of rows) expect(attached).not.toBe(active);
	});

	it.each(["profile", "record"])(
		"is no answer for a connection that does not know of its table of %ss",
		async (table) => {
			const { versionId, member } = await readyVersion();
			await as("web");
			expect(await activateVersion(bo, versionId)).toMatchObject({ ok: true });
			const tx = await owner.connect();
			const { rows } = await tx.query("select partition from dataset_version where id = $1", [versionId]);
			const detach = `alter table exposure.${table} detach partition exposure.${table}_${rows[0].partition}`;
			await tx.query(`begin; ${detach}`);
			await expect(tx.query("select * from exposure.check_person($1)", [member.personId])).rejects.toMatchObject({
				code: "55000",
			});
			await tx.query("rollback");
			tx.release();
			expect((await lookUp(database(), member.personId)).found).toHaveLength(1);
			await as("worker");
		},
	);
});

describe("who is answered from imported rows", () => {
	const mapped = mappingOf([
		{ header: "Email", as: "identifier", kind: "email" },
		{ header: "Phone", as: "identifier", kind: "telephone" },
	]);
	const outcome = async (rows: string, email: string) => {
		const { incidentId: own } = await addIncident(owner, { dataset: false });
		const made = await importText(ada, await newDataset(own), `Email,Phone\n${rows}\n`, mapped);
		await as("web");
		expect(await activateVersion(bo, made.versionId)).toMatchObject({ ok: true });
		const checked = await checkNow(await addMember(owner, { email }), "en");
		await as("worker");
		return checked.ok && checked.value.answers.find((answer) => answer.incident.id === own)?.outcome;
	};

	it("rows without a name are one person if they have the same identifiers, in any writing", async () => {
		const rows = "same@example.org,07700 900111\nSAME@example.org,+447700900111";
		expect(await outcome(rows, "same@example.org")).toBe("affected");
	});
	it.each([
		["one's number is missing", "affected", "07700 900131", ""],
		["one has a further number", "affected", "07700 900141", "07700 900141; 07700 900142"],
		["their numbers differ", "unable-to-match", "07700 900121", "07700 900122"],
	])("rows without a name where %s: %s", async (_, expected, one, other) => {
		const mailbox = `mailbox${one.slice(-3)}@example.org`;
		expect(await outcome(`${mailbox},${one}\n${mailbox},${other}`, mailbox)).toBe(expected);
	});
	it("a row that names several addresses is found by each", async () => {
		for (const email of ["first@example.org", "second@example.org", "third@example.org"])
			expect(
				await outcome("first@example.org; third@example.org; second@example.org,07700 900151; 07700 900152", email),
			).toBe("affected");
	});
});

describe("nothing is left in the database after", () => {
	const mapped = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);
	const left = async (id: string) => {
		const {
			rows: [row],
		} = await owner.query("select state, failure, partition from dataset_version where id = $1", [id]);
		const {
			rows: [table],
		} = await owner.query("select to_regclass($1) is not null as there", [`exposure.record_${row.partition}`]);
		return { state: row.state, failure: row.failure, tables: table.there };
	};

	it("a stream that ends midway", async () => {
		let versionId = "";
		async function* broken() {
			yield Buffer.from(`Email\n${"a@example.org\n".repeat(20_000)}`);
			throw new Error("the line went dead");
		}
		const order = {
			datasetId: await newDataset(),
			stream: broken(),
			fileName: "x.csv",
			mapping: mapped,
			onOpened: (id: string) => {
				versionId = id;
			},
		};
		await expect(importVersion(ada, order)).rejects.toThrow("the line went dead");
		expect(await left(versionId)).toMatchObject({
			state: "failed",
			tables: false,
			failure: expect.stringContaining("Nothing of it was kept"),
		});
	});

	it("a cancelled import", async () => {
		let versionId = "";
		async function* cancelledMidway() {
			yield Buffer.from(`Email\n${"a@example.org\n".repeat(20_000)}`);
			expect(await cancelImport(bo, versionId)).toMatchObject({ ok: true });
			yield Buffer.from("b@example.org\n");
		}
		const order = {
			datasetId: await newDataset(),
			stream: cancelledMidway(),
			fileName: "x.csv",
			mapping: mapped,
			onOpened: (id: string) => {
				versionId = id;
			},
		};
		await expect(importVersion(ada, order)).rejects.toMatchObject({ name: "ImportCancelled" });
		expect(await left(versionId)).toMatchObject({ state: "cancelled", tables: false });
		expect(await cancelImport(ada, versionId), "a second press").toEqual({ ok: true, value: { running: false } });
		const said = (await history(auditor, { subjectId: versionId })).map((entry) => [entry.action, entry.actor.id]);
		expect(said).toEqual([
			["dataset-version.cancelled", bo.staffId],
			["dataset-version.opened", ada.staffId],
		]);
	});

	it("an import cancelled while it counts, which ends within a second", async () => {
		const blocker = await owner.connect();
		const counting = async () =>
			(
				await owner.query(
					"select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'SELECT v.id, v.partition%'",
				)
			).rowCount;
		let versionId = "";
		async function* lockedAtTheEnd() {
			yield Buffer.from("Email\na@example.org\n");
			// Counting waits for this lock, as it would run long for a large table.
			await blocker.query("begin; lock table dataset in access exclusive mode");
		}
		const order = {
			datasetId: await newDataset(),
			stream: lockedAtTheEnd(),
			fileName: "x.csv",
			mapping: mapped,
			onOpened: (id: string) => {
				versionId = id;
			},
		};
		const importing = importVersion(ada, order).catch((error) => error);
		try {
			await expect.poll(counting, { timeout: 20_000 }).toBe(1);
			expect(await cancelImport(bo, versionId)).toEqual({ ok: true, value: { running: true } });
			// The lock is still held, so the cancellation ended the counting.
			await expect.poll(counting, { timeout: 20_000 }).toBe(0);
		} finally {
			await blocker.query("rollback");
			blocker.release();
		}
		expect(await importing).toMatchObject({ name: "ImportCancelled" });
		expect(await left(versionId)).toMatchObject({ state: "cancelled", tables: false });
		expect((await readVersion(ada, versionId))?.finishedAt).toBeInstanceOf(Date);
	});

	it("an importer that died, but a running importer is left alone", async () => {
		const datasetId = await newDataset();
		const {
			rows: [dead],
		} = await owner.query(
			"insert into dataset_version (id, dataset_id, number, state, file_name, imported_by, seen_at) values ('dsv_dead', $1, 77, 'importing', 'x.csv', $2, now() - interval '1 minute') returning partition",
			[datasetId, ada.staffId],
		);
		await owner.query("select exposure.prepare_version('dsv_dead')");
		const living = await owner.connect();
		await living.query("select pg_advisory_lock(712023, $1)", [dead.partition]);
		await sweepImports();
		expect(await left("dsv_dead")).toMatchObject({ state: "importing", tables: true });
		await living.query("select pg_advisory_unlock_all()");
		living.release();
		await sweepImports();
		expect(await left("dsv_dead")).toMatchObject({ state: "failed", tables: false });
	});

	it("an empty stream", async () => {
		expect(
			await refusal(
				importVersion(ada, { datasetId: await newDataset(), stream: pieces(""), fileName: "x.csv", mapping: mapped }),
			),
		).toBe("The file is empty.");
	});
});
