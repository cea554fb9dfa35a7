import { Meta } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { type Locale, translator } from "@/lib/i18n";
import type { PublicFigures } from "@/lib/messages/schema";
import { formatDateTime } from "@/lib/time";
import { figureLines } from "./figure-lines";

/** Shows the figures of an incident, as they were counted when staff published them. */
export function FigureTables({ figures, at, locale }: { figures: PublicFigures; at: Date; locale: Locale }) {
	const t = translator(locale, "incident");
	return (
		<>
			<Meta>{t("figuresLead", { time: formatDateTime(at, locale) })}</Meta>
			{figureLines(figures, locale).map(({ title, head, lines }) =>
				lines.length === 0 ? null : (
					<div key={title} className="mt-6">
						<DataTable
							caption={title}
							head={head}
							figures={[1]}
							rows={lines.map((cells) => ({ key: cells[0], cells }))}
						/>
					</div>
				),
			)}
		</>
	);
}
