import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/components/site/site-frame";
import { Meta, PageHeading, Section } from "@/components/ui/layout";
import { NumberedPagination } from "@/components/ui/list";
import { mailbox } from "@/lib/mail";
import { organisation } from "@/lib/organisation";
import { pageNumber } from "@/lib/pagination";
import { formatDateTime } from "@/lib/time";

export const metadata: Metadata = { title: "Demo mailbox" };

const href = (page: number) => (page === 1 ? "/dev/mailbox" : `/dev/mailbox?page=${page}`);

/** What the kinds are called in place of a subject. */
const kinds = { email: "(no subject)", text: "Text message", letter: "Letter" };

/** Lists every mail, text and letter the demo has sent. The demo sends none of them to the internet. Calls notFound() outside the demo. */
export default async function MailboxPage(props: PageProps<"/dev/mailbox">) {
	const page = pageNumber((await props.searchParams).page ?? "1") ?? notFound();
	const box = await mailbox(page);
	if (!box || page > box.pages) notFound();
	const { mails, pages } = box;
	return (
		<SiteFrame
			organisation={organisation().name.en}
			service="Demo mailbox"
			homeHref="/"
			skip="Skip to main content"
			menuLabel="Main menu"
			menu={[
				{ href: "/sign-in", label: "Member sign-in" },
				{ href: "/staff/sign-in", label: "Staff sign-in" },
			]}
			footerLabel="Footer"
			footer={[{ href: "/", label: "Public site" }]}
			helpline="This page exists only in the demo."
			neverAsk=""
		>
			<PageHeading lead="Every email and text message this demo has sent, newest first. None of them leaves this computer.">
				Demo mailbox
			</PageHeading>
			{mails.length ? null : (
				<p className="mt-6">
					Nothing has been sent yet. Ask for a code at the sign-in page, then{" "}
					<a href="/dev/mailbox">load this page again</a>.
				</p>
			)}
			{mails.map((mail) => (
				<Section key={mail.id} title={mail.subject || kinds[mail.kind]}>
					<Meta>
						{mail.kind === "email" ? "To" : `${kinds[mail.kind]} to`} <b className="text-ink">{mail.to}</b>,{" "}
						{formatDateTime(mail.at, "en")}
					</Meta>
					<pre className="mt-3 max-w-[44rem] font-sans break-words whitespace-pre-wrap">{mail.text}</pre>
				</Section>
			))}
			<NumberedPagination
				label="Pages of the mailbox"
				position={`Page ${page} of ${pages}`}
				page={page}
				pages={pages}
				href={href}
				previous="Newer"
				next="Older"
			/>
		</SiteFrame>
	);
}
