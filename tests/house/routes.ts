/** Who a route is for: everybody, members, staff, machines, or the demo alone. */
export type Audience = "public" | "member" | "staff" | "machine" | "demo";

export type Route = { path: string; audience: Audience; methods?: string; example?: string };

/**
 * Every address of the site, written down by hand, so that none appears or vanishes unnoticed. Without a language: English
 * stands at the root, Welsh under /cy. `methods` where it is not GET alone; `example` is an address of the demo where a
 * part of the path varies.
 */
export const routes: Route[] = [
	{ path: "/", audience: "public" },
	{ path: "/accessibility", audience: "public" },
	{ path: "/contact", audience: "public" },
	{ path: "/cookies", audience: "public" },
	{ path: "/guidance", audience: "public" },
	{ path: "/guidance/[topic]", audience: "public", example: "/guidance/email-address" },
	{ path: "/incidents/[slug]", audience: "public", example: "/incidents/may-2020-fundraising-supplier" },
	{ path: "/privacy", audience: "public" },
	{ path: "/updates", audience: "public" },
	{ path: "/updates/[slug]", audience: "public", example: "/updates/authorities-told" },
	{ path: "/updates/page/[page]", audience: "public", example: "/updates/page/2" },
	{ path: "/verify", audience: "public" },
	{ path: "/verify/confirmation", audience: "public" },

	{ path: "/check", audience: "member" },
	{ path: "/check/history", audience: "member" },
	{ path: "/check/match", audience: "member" },
	{ path: "/devices", audience: "member" },
	{ path: "/exit", audience: "member", methods: "GET POST" },
	{ path: "/identifiers", audience: "member" },
	{ path: "/identifiers/code", audience: "member" },
	{ path: "/plan", audience: "member" },
	{ path: "/plan/keep", audience: "member" },
	{ path: "/plan/keep/[confirmation]", audience: "member", example: "/plan/keep/cfm_nobody" },
	{ path: "/preferences", audience: "member" },
	{ path: "/preferences/[channel]", audience: "member", example: "/preferences/text" },
	{ path: "/preferences/email", audience: "member" },
	{ path: "/preferences/email/code", audience: "member" },
	{ path: "/preferences/history", audience: "member" },
	{ path: "/preferences/history/[record]", audience: "member", example: "/preferences/history/cns_nobody" },
	{ path: "/sign-in", audience: "member" },
	{ path: "/sign-in/account", audience: "member" },
	{ path: "/sign-in/code", audience: "member" },
	{ path: "/sign-out", audience: "member", methods: "GET POST" },

	{ path: "/staff", audience: "staff" },
	{ path: "/staff/audit", audience: "staff" },
	{ path: "/staff/datasets", audience: "staff" },
	{ path: "/staff/datasets/[version]", audience: "staff", example: "/staff/datasets/dsv_nobody" },
	{ path: "/staff/datasets/[version]/problems", audience: "staff", example: "/staff/datasets/dsv_nobody/problems" },
	{
		path: "/staff/datasets/[version]/problems/download",
		audience: "staff",
		example: "/staff/datasets/dsv_nobody/problems/download",
	},
	{ path: "/staff/datasets/upload", audience: "staff", methods: "POST" },
	{ path: "/staff/incidents", audience: "staff" },
	{ path: "/staff/incidents/[id]", audience: "staff", example: "/staff/incidents/inc_nobody" },
	{ path: "/staff/incidents/[id]/[part]", audience: "staff", example: "/staff/incidents/inc_nobody/headline" },
	{
		path: "/staff/incidents/[id]/authorities/[report]",
		audience: "staff",
		example: "/staff/incidents/inc_nobody/authorities/new",
	},
	{
		path: "/staff/incidents/[id]/held/[relationship]",
		audience: "staff",
		example: "/staff/incidents/inc_nobody/held/member",
	},
	{
		path: "/staff/incidents/[id]/remove/[what]",
		audience: "staff",
		example: "/staff/incidents/inc_nobody/remove/member",
	},
	{ path: "/staff/incidents/new", audience: "staff" },
	{ path: "/staff/formats", audience: "staff" },
	{ path: "/staff/formats/[id]", audience: "staff", example: "/staff/formats/fmt_nobody" },
	{ path: "/staff/reminders", audience: "staff" },
	{ path: "/staff/reminders/[id]", audience: "staff", example: "/staff/reminders/rem_nobody" },
	{ path: "/staff/sign-in", audience: "staff" },
	{ path: "/staff/sign-in/account", audience: "staff" },
	{ path: "/staff/sign-in/code", audience: "staff" },
	{ path: "/staff/sign-out", audience: "staff", methods: "GET POST" },
	{ path: "/staff/team", audience: "staff" },
	{ path: "/staff/team/[id]/remove", audience: "staff", example: "/staff/team/stf_nobody/remove" },
	{ path: "/staff/updates", audience: "staff" },
	{ path: "/staff/updates/[id]", audience: "staff", example: "/staff/updates/upd_nobody" },
	{ path: "/staff/updates/[id]/correct", audience: "staff", example: "/staff/updates/upd_nobody/correct" },
	{ path: "/staff/updates/[id]/discard", audience: "staff", example: "/staff/updates/upd_nobody/discard" },
	{ path: "/staff/updates/[id]/edit", audience: "staff", example: "/staff/updates/upd_nobody/edit" },
	{ path: "/staff/updates/[id]/publish", audience: "staff", example: "/staff/updates/upd_nobody/publish" },
	{ path: "/staff/updates/[id]/withdraw", audience: "staff", example: "/staff/updates/upd_nobody/withdraw" },
	{ path: "/staff/updates/new", audience: "staff" },

	{ path: "/api/auth/callback/[audience]", audience: "machine", example: "/api/auth/callback/member" },
	{ path: "/confirmation-keys", audience: "machine" },
	{ path: "/healthz", audience: "machine" },
	{ path: "/logo", audience: "machine" },
	{ path: "/readyz", audience: "machine" },
	{ path: "/theme.css", audience: "machine" },

	{ path: "/dev/mailbox", audience: "demo" },
];
