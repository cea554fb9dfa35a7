import { PageHeading } from "@/components/ui/layout";
import type { Staff } from "@/lib/authority";
import { StaffPage } from "./page-shell";

/** The page that writes about an incident, while there is none to write about. */
export function NoIncidentYet({ staff, path, title }: { staff: Staff; path: string; title: string }) {
	return (
		<StaffPage staff={staff} path={path} title={title}>
			<PageHeading lead="You write about an incident, and none has been entered yet.">{title}</PageHeading>
			<p className="mt-6">
				<a href="/staff/incidents/new">Enter the incident first</a>
			</p>
		</StaffPage>
	);
}
