import { expect, test } from "vitest";
import { incidentHistories } from "@/db/demo/incidents";
import { operator } from "@/lib/identity";
import { importIncident, listIncidents, publishedUpdates, updateBySlug } from "@/lib/incidents";
import { asRole } from "../support/roles";

test("the demo has three incidents in both languages, also after a repeated import", async () => {
	await asRole("owner", async () => {
		for (const story of [...incidentHistories, ...incidentHistories]) await importIncident(operator("test"), story);
	});
	for (const locale of ["en", "cy"] as const) {
		const incidents = await listIncidents(locale);
		expect(incidents.map((incident) => incident.status)).toEqual(["active", "under-review", "closed"]);
		expect(incidents.map((incident) => incident.dataInvolved)).toEqual([true, true, false]);
		expect(incidents.filter((incident) => incident.onlyInEnglish)).toEqual([]);
		const { total } = await publishedUpdates(locale, 1);
		expect(total).toBe(
			incidentHistories.flatMap((story) => story.updates.filter((update) => update.publishedAt)).length,
		);
	}
	const promised = (await listIncidents("en")).flatMap((incident) => incident.nextUpdateDueAt ?? []);
	expect(promised).toHaveLength(2);
	expect(promised.filter((due) => due < new Date(Date.now() + 5 * 86_400_000))).toEqual([]);
	const [leading] = await listIncidents("en");
	expect(new Set(leading?.held.flatMap((held) => held.categories.map((category) => category.standing)))).toEqual(
		new Set(["in-data", "held-elsewhere", "being-rebuilt"]),
	);
	expect(leading?.reports.map((report) => report.authority)).toEqual(expect.arrayContaining(["NCA", "NCSC", "ICO"]));
	expect((await updateBySlug("cy", "membership-website-unavailable"))?.corrections).toHaveLength(1);
	expect(await updateBySlug("en", "what-the-logs-show")).toBeUndefined();
});
