/** What further mail programs and providers report, as mails and as events: truth first. What becomes of a report is in returned-mail.test.ts. */
import { expect, it } from "vitest";
import { readMailReport } from "@/lib/messages/mail-report";
import { deliveryName } from "@/lib/messages/return-path";
import { readEvent } from "@/lib/messages/webhook-event";
import { furtherReports } from "../support/further-reports";
import { webhookEvents } from "../support/webhook-events";

/** What a report is read as: the state of a delivery that has failed, else its kind. */
function said(report: Awaited<ReturnType<typeof readMailReport>>): string {
	if ("delivery" in report) expect(report.delivery).toBe("4711");
	return report.kind === "failed" ? report.state : report.kind;
}

it.each(furtherReports)("%s is %s", async (_, kind, write) => {
	const mail = write(deliveryName("4711"));
	const raw = Buffer.isBuffer(mail) ? mail : Buffer.from(mail.replace(/\r?\n/g, "\r\n"));
	expect(said(await readMailReport(raw))).toBe(kind);
});

it.each(webhookEvents)("the event “%s” is %s", async (_, kind, write) => {
	const event = write(`<mes_1.${deliveryName("4711")}@check.example>`);
	expect(said(await readEvent(JSON.stringify(event)))).toBe(kind);
});

it("no report or event is believed without the mark of its delivery", async () => {
	const forged = deliveryName("4711").replace(/.$/, (last) => (last === "0" ? "1" : "0"));
	for (const [, , write] of furtherReports) {
		const mail = write(forged);
		expect(["other", "auto-reply", "delayed"]).toContain((await readMailReport(Buffer.from(mail))).kind);
	}
	for (const [, , write] of webhookEvents)
		expect(await readEvent(JSON.stringify(write(`<mes_1.${forged}@check.example>`)))).not.toHaveProperty("delivery");
});
