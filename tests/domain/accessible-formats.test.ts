import { beforeAll, expect, test } from "vitest";
import { history } from "@/lib/audit";
import type { Member, Staff } from "@/lib/authority";
import { accessibleFormats, savePost, saveStyle } from "@/lib/contact";
import { auditor, signedInMember, signedInStaff } from "../support/people";

let staff: Staff;
let other: Staff;
const want = (member: Member, format: "braille" | "audio" | "standard", language: "en" | "cy" = "en") =>
	saveStyle(member, "en", { format, language });
const waiting = async () => (await accessibleFormats.waitingRequests(staff, 1)).requests;
const actions = async (id: string) =>
	(await history(auditor, { subjectId: id })).map((event) => event.action).reverse();

beforeAll(async () => {
	({ staff } = await signedInStaff("desk@example.org", "publisher"));
	({ staff: other } = await signedInStaff("second@example.org", "publisher"));
});

test("a request is in the staff queue once, changes with the member's choice and disappears when it is withdrawn", async () => {
	const { member } = await signedInMember("reader@example.org");
	await want(member, "braille");
	await want(member, "braille");
	const [first, ...rest] = await waiting();
	expect(rest).toEqual([]);
	expect(first).toMatchObject({ format: "braille", language: "en", askedAt: expect.any(Date) });
	await want(member, "audio", "cy");
	expect(await waiting()).toMatchObject([{ format: "audio", language: "cy" }]);
	await want(member, "standard");
	expect(await waiting()).toEqual([]);
	expect(await actions(first?.id ?? "")).toEqual(["format-request.made", "format-request.taken-back"]);
});

test("staff open a request with its address, which is audited, and mark it sent once", async () => {
	const { member } = await signedInMember("post@example.org");
	await savePost(member, "en", {
		line1: "1 Invented Street",
		line2: "",
		town: "London",
		postcode: "SW1A 1AA",
		country: "",
	});
	await want(member, "braille");
	const [request] = await waiting();
	const id = request?.id ?? "";
	const opened = await accessibleFormats.openRequest(staff, id);
	expect(opened.ok && opened.value.points.map((point) => point.lines)).toEqual([
		["1 Invented Street", "London", "SW1A 1AA"],
	]);
	expect(await accessibleFormats.markSent(other, id)).toMatchObject({ ok: true });
	expect(await accessibleFormats.markSent(staff, id)).toEqual({ ok: false, reason: "absent" });
	expect(await accessibleFormats.openRequest(staff, id)).toEqual({ ok: false, reason: "absent" });
	expect(await actions(id)).toEqual(["format-request.made", "format-request.opened", "format-request.sent"]);
	await want(member, "braille");
	expect(await waiting()).toHaveLength(1);
});

test("staff see the due date; without a postal address they see the sign-in address", async () => {
	const { member } = await signedInMember("only.sign.in@example.org");
	await want(member, "audio", "cy");
	const request = (await waiting()).at(-1);
	expect(request?.sendBy.getTime()).toBe((request?.askedAt.getTime() ?? 0) + 7 * 86_400_000);
	expect(JSON.stringify(request)).not.toMatch(/@|per_/);
	const opened = await accessibleFormats.openRequest(staff, request?.id ?? "");
	expect(opened).toMatchObject({ value: { points: [], signInAddresses: ["only.sign.in@example.org"] } });
	await accessibleFormats.markSent(staff, request?.id ?? "");
});

test("a request marked sent by mistake is reopened, the person sees each state, and a newer request is not changed", async () => {
	const { member } = await signedInMember("slip@example.org");
	const state = async () => {
		const request = await accessibleFormats.requestOf(member);
		return request && `${request.format} ${request.sentAt ? "sent" : "waits"}`;
	};
	expect(await state()).toBeUndefined();
	await want(member, "braille");
	const id = (await accessibleFormats.requestOf(member))?.id ?? "";
	expect(await state()).toBe("braille waits");
	expect(await accessibleFormats.markWaiting(staff, id)).toEqual({ ok: false, reason: "absent" });
	await accessibleFormats.markSent(staff, id);
	expect(await state()).toBe("braille sent");
	expect((await accessibleFormats.sentRequests(staff))[0]).toMatchObject({ id, format: "braille" });
	expect(await accessibleFormats.markWaiting(other, id)).toMatchObject({ ok: true });
	expect(await state()).toBe("braille waits");
	expect((await waiting()).map((request) => request.id)).toContain(id);
	await accessibleFormats.markSent(staff, id);
	await want(member, "audio");
	expect(await state()).toBe("audio waits");
	expect(await accessibleFormats.markWaiting(staff, id)).toEqual({ ok: false, reason: "replaced" });
	await want(member, "standard");
	expect(await state()).toBeUndefined();
	expect(await actions(id)).toEqual([
		"format-request.made",
		"format-request.sent",
		"format-request.put-back",
		"format-request.sent",
	]);
});
