import type { ReactNode } from "react";
import { titleWithForms } from "@/app/_shared/refused-form";
import { ExitBar } from "@/components/site/exit-bar";
import { SiteFrame } from "@/components/site/site-frame";
import { FormOwner } from "@/components/ui/form-owner";
import type { Permission, Staff } from "@/lib/authority";
import { formOwner } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";

const menu: { path: string; label: string; permission: Permission }[] = [
	{ path: "/staff", label: "Desk", permission: "desk:read" },
	{ path: "/staff/updates", label: "Updates", permission: "updates:write" },
	{ path: "/staff/messages", label: "Messages", permission: "messages:write" },
	{ path: "/staff/incidents", label: "Incidents", permission: "incidents:write" },
	{ path: "/staff/datasets", label: "Datasets", permission: "datasets:import" },
	{ path: "/staff/fakes", label: "Fakes", permission: "updates:write" },
	{ path: "/staff/formats", label: "Formats", permission: "desk:read" },
	{ path: "/staff/reminders", label: "Reminders", permission: "desk:read" },
	{ path: "/staff/team", label: "Team", permission: "team:manage" },
	{ path: "/staff/audit", label: "Audit", permission: "audit:read" },
];

/** Returns the title of a browser tab, the subject first: "Edit: Supplier attack – Updates – Staff". */
export function staffTitle(subject: string, path: string): string {
	const area = menu.find((entry) => entry.path === path)?.label;
	return [subject, area && subject.startsWith(area) ? undefined : area, "Staff"].filter(Boolean).join(" – ");
}

/**
 * The frame of a staff page. Has no menu without `staff`, as on the sign-in page. `title` names the subject in the browser's tab;
 * a page with a form gives it to the form, which says there whether there is an error. Its forms are drawn for `staff`.
 */
export function StaffPage(props: { staff?: Staff; path: string; title?: string; children: ReactNode }) {
	const { staff, path, title, children } = props;
	const { name, contacts } = organisation();
	return (
		<SiteFrame
			organisation={name.en}
			service="Staff"
			homeHref="/staff"
			skip="Skip to main content"
			menuLabel="Main menu"
			menu={menu
				.filter((entry) => staff?.permissions.includes(entry.permission))
				.map((entry) => ({ href: entry.path, label: entry.label, current: entry.path === path }))}
			footerLabel="Footer"
			footer={[{ href: "/", label: "Public site" }]}
			helpline={`Helpline ${contacts.helpline.telephone}, ${contacts.helpline.hours.en}.`}
			neverAsk=""
			above={
				staff ? (
					<ExitBar signedIn={`Signed in as ${staff.displayName}`} signOut="Sign out" signOutHref="/staff/sign-out" />
				) : undefined
			}
		>
			{title ? <PageTitle title={staffTitle(title, path)} /> : null}
			<FormOwner owner={staff ? formOwner(staff.staffId) : ""}>{children}</FormOwner>
		</SiteFrame>
	);
}

const PageTitle = async ({ title }: { title: string }) => <title>{await titleWithForms(title, "en")}</title>;
