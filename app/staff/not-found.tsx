import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/layout";
import { translator } from "@/lib/i18n";
import { StaffPage } from "./_shared/page-shell";

export const metadata: Metadata = { title: "Page not found – Staff" };

/** The page for missing items and for items this member of staff may not see. Both get the same text, so it reveals nothing. */
export default function StaffNotFound() {
	const t = translator("en", "problem");
	return (
		<StaffPage path="">
			<PageHeading lead={t("staffNotFoundLead")}>{t("staffNotFoundTitle")}</PageHeading>
			<p className="mt-4">
				<a href="/staff">{t("toDesk")}</a>
			</p>
		</StaffPage>
	);
}
