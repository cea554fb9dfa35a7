import { Meta, Section } from "@/components/ui/layout";
import { SummaryList } from "@/components/ui/list";
import { Outcome } from "@/components/ui/outcome";

/** The texts of a confirmation. */
export type ConfirmedTexts = {
	title: string;
	/** The title of the browser's tab. */
	documentTitle: string;
	lead: string;
	rows: { key: string; value: string }[];
	incidents: { title: string; rows: { key: string; value: string }[] }[];
	limits: string;
	another: { label: string; href: string };
};

/** The confirmed facts, as name and value. */
function ConfirmationFacts({ rows, incidents }: Pick<ConfirmedTexts, "rows" | "incidents">) {
	return (
		<>
			<SummaryList rows={rows} />
			{incidents.map((incident) => (
				<Section key={incident.title} title={incident.title}>
					<SummaryList rows={incident.rows} />
				</Section>
			))}
		</>
	);
}

/** Shows a confirmation whose signature is valid. */
export function Confirmed(props: ConfirmedTexts) {
	return (
		<>
			<title>{props.documentTitle}</title>
			<Outcome tone="clear" title={props.title}>
				<p>{props.lead}</p>
			</Outcome>
			<ConfirmationFacts {...props} />
			<Meta>{props.limits}</Meta>
			<p className="mt-6 print:hidden">
				<a href={props.another.href}>{props.another.label}</a>
			</p>
		</>
	);
}
