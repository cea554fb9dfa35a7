import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/layout";
import { StaffPage } from "./_shared/page-shell";

export const metadata: Metadata = { title: "Page not found" };

/** Says the same whether a thing does not exist or is not this person's business. */
export default function StaffNotFound() {
	return (
		<StaffPage path="">
			<PageHeading lead="The address may be mistyped, or what it led to is gone.">We cannot find that page</PageHeading>
			<p className="mt-4">
				<a href="/staff">Back to the desk</a>
			</p>
		</StaffPage>
	);
}
