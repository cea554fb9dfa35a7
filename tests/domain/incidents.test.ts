import { beforeAll, describe, expect, test } from "vitest";
import { history } from "@/lib/audit";
import { database, tables } from "@/lib/database";
import { mintStaff } from "@/lib/identity/roles";
import {
	homePage,
	incidentAdmin,
	incidentBySlug,
	incidentPaths,
	incidentsForAnswers,
	lastChange,
	publishedUpdates,
	updateAdmin,
	updateBySlug,
	updateChanges,
} from "@/lib/incidents";
import type { UpdateText } from "@/lib/incidents/schema";
import { auditor } from "../support/people";
import { connectAs, staffRow } from "../support/roles";

const staff = mintStaff("stf_tester", "Tester", ["publisher"]);
beforeAll(() => staffRow(connectAs("owner"), "stf_tester", "Tester", "publisher"));
const headline = {
	status: "active" as const,
	titleEn: "Outage at Café Ltd",
	titleCy: "",
	questionEn: "Were you in it?",
	questionCy: "Oeddech chi ynddo?",
	summaryEn: "A supplier lost data.",
	summaryCy: "",
};
const text = (titleEn: string, more: Partial<UpdateText> = {}): UpdateText => ({
	titleEn,
	titleCy: "",
	summaryEn: "In short",
	summaryCy: "",
	bodyEn: "The whole text",
	bodyCy: "",
	...more,
});

async function revisionOf(id: string): Promise<string> {
	const found = (await incidentAdmin.incidentFor(staff, id)) ?? (await updateAdmin.update(staff, id));
	if (!found) throw new Error("gone");
	return found.revision;
}

async function publicIncident(titleEn: string): Promise<string> {
	const id = await incidentAdmin.create(staff, { ...headline, titleEn });
	expect((await incidentAdmin.publish(staff, id, await revisionOf(id))).ok).toBe(true);
	return id;
}

async function publishedUpdate(incidentId: string, content: UpdateText) {
	const created = await updateAdmin.create(staff, incidentId, content);
	if (!created.ok) throw new Error(created.reason);
	const published = await updateAdmin.publish(staff, created.value, await revisionOf(created.value));
	if (!published.ok) throw new Error(published.reason);
	return { id: created.value, slug: published.value };
}

test("an empty site has no incidents and no updates", async () => {
	expect(await homePage("en")).toEqual({ leading: null, others: [], updates: [], updatedAt: null });
	expect(await publishedUpdates("en", 1)).toEqual({ updates: [], page: 1, pages: 1, total: 0 });
	expect(await incidentPaths()).toEqual(["/", "/updates"]);
});

describe("an incident", () => {
	let id: string;
	beforeAll(async () => {
		id = await incidentAdmin.create(staff, headline);
	});

	test("is not shown before it is published", async () => {
		expect(await incidentsForAnswers("en")).toEqual([]);
		expect(await incidentBySlug("en", "outage-at-cafe-ltd")).toBeUndefined();
		expect((await incidentAdmin.publish(staff, id, await revisionOf(id))).ok).toBe(true);
		expect((await incidentBySlug("en", "outage-at-cafe-ltd"))?.title.text).toBe("Outage at Café Ltd");
	});

	test("is in Welsh where there is a translation, and marks English text", async () => {
		const incident = await incidentBySlug("cy", "outage-at-cafe-ltd");
		expect(incident?.question).toEqual({ text: "Oeddech chi ynddo?", lang: "cy" });
		expect(incident?.summary).toEqual({ text: "A supplier lost data.", lang: "en" });
		expect(incident?.onlyInEnglish).toBe(true);
		expect((await incidentBySlug("en", "outage-at-cafe-ltd"))?.onlyInEnglish).toBe(false);
		const summary = (await incidentAdmin.incidents(staff)).find((incident) => incident.id === id);
		expect(summary?.missingWelsh).toBe(2);
	});

	test("has its findings, held data and authorities in a fixed order, as last edited", async () => {
		const note = { noteEn: "", noteCy: "" };
		await incidentAdmin.setFindings(staff, id, await revisionOf(id), [
			{ effect: "copied", confidence: "likely", ...note },
			{ effect: "inaccessible", confidence: "confirmed", ...note },
		]);
		const held = {
			sourceEn: "You joined",
			sourceCy: "",
			lawfulBasisEn: "Contract",
			lawfulBasisCy: "",
			retentionEn: "Six years",
			retentionCy: "",
		};
		for (const relationship of ["donor", "member"] as const) {
			const result = await incidentAdmin.setHeldData(staff, id, await revisionOf(id), relationship, held, {
				"bank-details": "held-elsewhere",
				name: "in-data",
			});
			expect(result.ok).toBe(true);
		}
		const report = {
			authority: "ICO",
			roleEn: "Regulator",
			roleCy: "",
			reportedOn: "2021-10-29",
			statusEn: "Open",
			statusCy: "",
		};
		await incidentAdmin.setReport(staff, id, await revisionOf(id), undefined, report);
		const incident = await incidentBySlug("en", "outage-at-cafe-ltd");
		expect(incident?.findings.map((finding) => finding.effect)).toEqual(["inaccessible", "copied"]);
		expect(incident?.held.map((group) => group.relationship)).toEqual(["member", "donor"]);
		expect(incident?.held[0]?.categories).toEqual([
			{ category: "name", standing: "in-data" },
			{ category: "bank-details", standing: "held-elsewhere" },
		]);
		expect(incident?.reports.map((report) => report.authority)).toEqual(["ICO"]);

		await incidentAdmin.removeHeldData(staff, id, await revisionOf(id), "donor");
		await incidentAdmin.setFindings(staff, id, await revisionOf(id), []);
		const after = await incidentBySlug("en", "outage-at-cafe-ltd");
		expect(after?.held.map((group) => group.relationship)).toEqual(["member"]);
		expect(after?.findings).toEqual([]);
	});

	test("is not overwritten after somebody else's change, and every change is audited", async () => {
		const before = await revisionOf(id);
		const mark = await lastChange();
		expect((await incidentAdmin.editFacts(staff, id, before, "headline", { summaryEn: "First" })).ok).toBe(true);
		expect(await incidentAdmin.editFacts(staff, id, before, "headline", { summaryEn: "Second" })).toEqual({
			ok: false,
			reason: "changed-meanwhile",
		});
		expect((await incidentBySlug("en", "outage-at-cafe-ltd"))?.summary.text).toBe("First");
		expect(await lastChange()).not.toBe(mark);
		const [entry] = await history(auditor, { subjectId: id });
		expect(entry).toMatchObject({ action: "incident.edited", actor: staff.actor, detail: { part: "headline" } });
	});

	test("can be first on the home page", async () => {
		const other = await publicIncident("Another incident");
		expect((await homePage("en")).leading?.id).toBe(id);
		await incidentAdmin.makeLeading(staff, other, await revisionOf(other));
		const home = await homePage("en");
		expect(home.leading?.id).toBe(other);
		expect(home.others.map((other) => other.id)).toEqual([id]);
	});

	test("is drawn anew for a change after the database's clock went back", async () => {
		await connectAs("owner").query("update incident set updated_at = now() + interval '3 hours' where id = $1", [
			await publicIncident("Changed before the clock went back"),
		]);
		const mark = await lastChange();
		await incidentAdmin.editFacts(staff, id, await revisionOf(id), "headline", { summaryEn: "Third" });
		expect(await lastChange()).not.toBe(mark);
	});
});

describe("an update", () => {
	let incidentId: string;
	beforeAll(async () => {
		incidentId = await publicIncident("Incident with updates");
	});

	test("is shown to readers only after it is published, and only then are pages drawn anew for it", async () => {
		const mark = await lastChange();
		const created = await updateAdmin.create(staff, incidentId, text("Members told today!"));
		if (!created.ok) throw new Error(created.reason);
		expect(await updateBySlug("en", created.value)).toBeUndefined();
		expect((await publishedUpdates("en", 1)).updates).toEqual([]);
		const saved = await updateAdmin.saveDraft(
			staff,
			created.value,
			await revisionOf(created.value),
			text("Members are told today"),
		);
		expect(saved.ok).toBe(true);
		expect(await lastChange()).toBe(mark);
		const due = new Date("2026-12-01T18:00:00Z");
		const published = await updateAdmin.publish(staff, created.value, await revisionOf(created.value), due);
		expect(published).toEqual({ ok: true, value: "members-are-told-today" });
		expect(await lastChange()).not.toBe(mark);
		const update = await updateBySlug("cy", "members-are-told-today");
		expect(update).toMatchObject({ onlyInEnglish: true, title: { text: "Members are told today", lang: "en" } });
		expect((await incidentBySlug("en", "incident-with-updates"))?.nextUpdateDueAt).toEqual(due);
		expect(await incidentPaths()).toContain("/updates/members-are-told-today");
	});

	test("is published once, however often the button is pressed", async () => {
		const created = await updateAdmin.create(staff, incidentId, text("Twice"));
		if (!created.ok) throw new Error(created.reason);
		const revision = await revisionOf(created.value);
		const results = await Promise.all([1, 2, 3].map(() => updateAdmin.publish(staff, created.value, revision)));
		expect(results.filter((result) => result.ok)).toHaveLength(1);
		const entries = await history(auditor, { subjectId: created.value });
		expect(entries.filter((entry) => entry.action === "update.published")).toHaveLength(1);
	});

	test("is written, saved and corrected once with one press, however often it is sent; a draft like it later is another", async () => {
		const create = () => updateAdmin.create(staff, incidentId, text("Pressed"));
		const [first, second] = await Promise.all([create(), create()]);
		expect(second).toEqual(first);
		const id = first.ok ? first.value : "";
		const opened = await revisionOf(id);
		const save = (title: string) => updateAdmin.saveDraft(staff, id, opened, text(title));
		expect(await Promise.all([save("Pressed twice"), save("Pressed twice")])).toEqual([{ ok: true }, { ok: true }]);
		expect(await save("By somebody else")).toEqual({ ok: false, reason: "changed-meanwhile" });
		expect((await updateAdmin.publish(staff, id, await revisionOf(id))).ok).toBe(true);
		const published = await revisionOf(id);
		const correct = (noteEn: string) =>
			updateAdmin.correct(staff, id, published, text("Corrected"), { noteEn, noteCy: "" });
		const corrected = await Promise.all([correct("It was wrong."), correct("It was wrong.")]);
		expect(corrected.map(({ ok }) => ok)).toEqual([true, true]);
		expect(await correct("Another note")).toEqual({ ok: false, reason: "changed-meanwhile" });
		const actions = (await history(auditor, { subjectId: id })).map(({ action }) => action);
		expect(actions.toSorted()).toEqual([
			"update.corrected",
			"update.created",
			"update.draft-saved",
			"update.published",
		]);
		const third = await create();
		expect(third.ok && third.value).not.toBe(id);
	});

	test("with the title of another gets another slug", async () => {
		const first = await publishedUpdate(incidentId, text("Same title"));
		const second = await publishedUpdate(incidentId, text("Same title"));
		expect([first.slug, second.slug]).toEqual(["same-title", "same-title-2"]);
		expect((await publishedUpdate(incidentId, text("Page"))).slug).toBe("page-2");
	});

	test("is publicly corrected, with its earlier text", async () => {
		const { id, slug } = await publishedUpdate(incidentId, text("Wrong number", { bodyEn: "Ten people" }));
		expect((await updateAdmin.saveDraft(staff, id, await revisionOf(id), text("Quietly"))).ok).toBe(false);
		const note = { noteEn: "The number was wrong.", noteCy: "" };
		const corrected = await updateAdmin.correct(
			staff,
			id,
			await revisionOf(id),
			text("Right number", { bodyEn: "Twelve people" }),
			note,
		);
		expect(corrected).toEqual({ ok: true, value: slug });
		const update = await updateBySlug("en", slug);
		expect(update?.body?.text).toBe("Twelve people");
		expect(update?.corrections).toHaveLength(1);
		expect(update?.corrections[0]).toMatchObject({
			note: { text: "The number was wrong." },
			previousTitle: { text: "Wrong number" },
			previousBody: { text: "Ten people" },
		});
		const [listed] = (await publishedUpdates("en", 1)).updates.filter((update) => update.id === id);
		expect(listed?.correctedAt).toEqual(update?.corrections[0]?.at);
		await expect(database().update(tables.correction).set({ noteEn: "Nothing happened" })).rejects.toThrow();
	});

	test("is publicly withdrawn: its address stays and says why", async () => {
		const { id, slug } = await publishedUpdate(incidentId, text("Published too early"));
		await updateAdmin.withdraw(staff, id, await revisionOf(id), { noteEn: "It was not true.", noteCy: "" });
		const update = await updateBySlug("en", slug);
		expect(update).toMatchObject({ title: null, summary: null, body: null });
		expect(update?.withdrawal?.reason.text).toBe("It was not true.");
		expect(update?.corrections[0]?.previousTitle.text).toBe("Published too early");
		for (const locale of ["en", "cy"] as const) {
			const listed = [
				await publishedUpdates(locale, 1),
				await publishedUpdates(locale, 1, incidentId),
				await homePage(locale),
				await updateChanges(locale),
			];
			for (const list of listed) {
				expect(JSON.stringify(list)).toContain("It was not true.");
				expect(JSON.stringify(list)).not.toContain("Published too early");
			}
		}
		expect(
			(await updateAdmin.correct(staff, id, await revisionOf(id), text("Back"), { noteEn: "x", noteCy: "" })).ok,
		).toBe(false);
	});

	test("can be discarded only as a draft", async () => {
		const { id } = await publishedUpdate(incidentId, text("Stays"));
		expect(await updateAdmin.discardDraft(staff, id, await revisionOf(id))).toEqual({
			ok: false,
			reason: "wrong-state",
		});
		const draft = await updateAdmin.create(staff, incidentId, text("Goes"));
		if (!draft.ok) throw new Error(draft.reason);
		expect((await updateAdmin.discardDraft(staff, draft.value, await revisionOf(draft.value))).ok).toBe(true);
		expect(await updateAdmin.update(staff, draft.value)).toBeUndefined();
	});

	test("is in a paged list, newest first", async () => {
		for (let number = 1; number <= 25; number++) await publishedUpdate(incidentId, text(`Number ${number}`));
		const { updates, pages, total } = await publishedUpdates("en", 1);
		expect(updates[0]?.title?.text).toBe("Number 25");
		expect(updates).toHaveLength(20);
		expect(pages).toBe(Math.ceil(total / 20));
		const second = await publishedUpdates("en", 2);
		expect(second.updates.some((update) => updates.some((other) => other.id === update.id))).toBe(false);
		expect((await publishedUpdates("en", 99)).updates).toEqual([]);
		expect(await incidentPaths()).toContain("/updates/page/2");
	});
});
