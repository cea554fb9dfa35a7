"use server";

import { notFound, redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { removePoint } from "@/lib/contact";
import { channels } from "@/lib/contact/schema";
import { href } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";

/** Removes a channel's address or number. */
export async function removeChannel(requested: string, channelName: string, _: FormData): Promise<void> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/preferences");
	const channel = channels.find((channel) => channel === channelName) ?? notFound();
	const removed = await removePoint(member, locale, channel);
	redirect(href(locale, removed.ok ? `/preferences?receipt=${removed.value}` : "/preferences"));
}
