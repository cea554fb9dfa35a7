import type { z } from "zod";
import type { FormField, InputField } from "@/components/staff/form-fields";
import type { FormState } from "@/lib/form";
import { translator } from "@/lib/i18n";
import type { incidentAdmin } from "@/lib/incidents";
import { confidences, effects, finding } from "@/lib/incidents/schema";

/** Returns the fields for every effect on the data: the confidence and a note. */
export function findingFields(incident: incidentAdmin.DeskIncident): FormField[] {
	const labels = translator("en", "labels");
	return effects.flatMap((effect): FormField[] => {
		const about = labels(`effect.${effect}`);
		const known = incident.findings.find((finding) => finding.effect === effect);
		const note = { kind: "line", about, optional: true } as const satisfies Partial<InputField>;
		return [
			{ kind: "heading", name: effect, label: about },
			{
				kind: "one",
				inline: true,
				about,
				name: `${effect}-confidence`,
				label: "How sure are we?",
				shownAs: "How sure we are",
				value: known?.confidence ?? "",
				options: [
					...confidences.map((value) => ({ value: value as string, label: labels(`confidence.${value}`) })),
					{ value: "", label: "Do not show it" },
				],
			},
			{
				kind: "languages",
				name: `${effect}-note`,
				withoutHeadings: true,
				english: [{ ...note, name: `${effect}-noteEn`, label: "Note", value: known?.noteEn ?? "" }],
				welsh: [{ ...note, name: `${effect}-noteCy`, label: "Note in Welsh", value: known?.noteCy ?? "", lang: "cy" }],
			},
		];
	});
}

/** Reads the fields above. Omits effects without a confidence. `wrong` returns the form's state for an error. */
export function readFindings(
	form: FormData,
	wrong: (field: string, message: string) => FormState,
): { ok: true; value: z.output<typeof finding>[] } | { ok: false; state: FormState } {
	const value: z.output<typeof finding>[] = [];
	for (const effect of effects) {
		const text = (name: string) => String(form.get(`${effect}-${name}`) ?? "");
		if (text("confidence") === "") {
			if (text("noteEn").trim() || text("noteCy").trim())
				return { ok: false, state: wrong(`${effect}-confidence`, "Say how sure we are, or remove the note") };
			continue;
		}
		const parsed = finding.safeParse({
			effect,
			confidence: text("confidence"),
			noteEn: text("noteEn"),
			noteCy: text("noteCy"),
		});
		if (parsed.success) value.push(parsed.data);
		else {
			const [issue] = parsed.error.issues;
			return { ok: false, state: wrong(`${effect}-${String(issue?.path[0])}`, issue?.message ?? "Check this") };
		}
	}
	return { ok: true, value };
}
