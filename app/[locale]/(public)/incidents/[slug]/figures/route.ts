import { safeCell } from "@/lib/datasets";
import { isLocale } from "@/lib/i18n";
import { incidentBySlug } from "@/lib/incidents";
import { figuresOfIncident } from "@/lib/messages";
import { figureLines } from "../figure-lines";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ locale: string; slug: string }> };

/** Returns the published figures of an incident as a CSV. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
	const { locale, slug } = await params;
	const incident = isLocale(locale) ? await incidentBySlug(locale, slug) : undefined;
	const figures = incident && (await figuresOfIncident(incident.id));
	if (!figures || !isLocale(locale)) return new Response(null, { status: 404 });
	const day = figures.at.toISOString().slice(0, 10);
	const lines = figureLines(figures, locale, String).flatMap(({ title, lines }) =>
		lines.map(([label, count]) => [day, title, label, /^\d+$/.test(count) ? Number(count) : count]),
	);
	return new Response(`\ufeff${lines.map((cells) => cells.map(safeCell).join(",")).join("\r\n")}\r\n`, {
		headers: {
			"Content-Type": "text/csv; charset=utf-8",
			"Content-Disposition": `attachment;filename="${slug}-figures.csv"`,
			"Cache-Control": "max-age=60",
		},
	});
}
