import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/layout";
import { StaffPage } from "./_shared/page-shell";

export const metadata: Metadata = { title: "Page not found – Staff" };

/** The page for missing items and for items this member of staff may not see. Both get the same text, so it reveals nothing. */
export default function StaffNotFound() {
	return (
		<StaffPage path="">
			<PageHeading lead="Check the address. If it is right, your role may not open this page. An administrator of your team can change your role.">
				We cannot find that page
			</PageHeading>
			<p className="mt-4">
				<a href="/staff">Back to the desk</a>
			</p>
		</StaffPage>
	);
}
