import { ChoicesForm } from "@/components/preferences/choices-form";
import { Button } from "@/components/ui/button";
import { DocumentForm, type SentForm } from "@/components/ui/document-form";
import { Heading, Read, Section } from "@/components/ui/layout";
import { href, type Locale, translator } from "@/lib/i18n";
import { intervals, type Reminders } from "@/lib/reminders/schema";
import { formatDate } from "@/lib/time";

type ReminderProps = { reminders: Reminders; locale: Locale; owner: string; sent: SentForm | undefined };

/** Shows the reminder with forms to change and stop it, or the form that sets one. */
export function Reminder(props: ReminderProps & { open: boolean }) {
	const { open, ...shown } = props;
	const { reminders, locale, owner } = shown;
	const t = translator(locale, "plan");
	const { set } = reminders;
	if (!set && !open) return null;
	if (!set)
		return (
			<Section title={t("reminder.title")} id="reminder">
				<Read>
					<p>{t("reminder.lead")}</p>
				</Read>
				<Ask {...shown} />
			</Section>
		);
	return (
		<Section title={t("reminder.title")} id="reminder">
			<Read>
				<p>
					<b>{t(`reminder.set.${set.channel}`, { to: set.masked, date: formatDate(set.dueAt, locale) })}</b>
				</p>
				<p>{t("reminder.notAfterDone")}</p>
			</Read>
			<DocumentForm name="stop" owner={owner} className="mt-4 print:hidden">
				<Button shape="small">{t("reminder.stop")}</Button>
			</DocumentForm>
			{open ? (
				<div className="mt-8 print:hidden">
					<Heading>{t("reminder.change")}</Heading>
					<Ask {...shown} />
				</div>
			) : null}
		</Section>
	);
}

/** Asks where to send the reminder. Shows no question if there is only one contact. */
function Ask({ reminders: { contacts }, locale, owner, sent }: ReminderProps) {
	const t = translator(locale, "plan");
	const [first, ...others] = contacts;
	const groups = [
		{
			name: "when",
			label: t("reminder.when"),
			choices: intervals.map((value) => ({ value, label: t(`reminder.in.${value}`), checked: false })),
		},
		...(others.length > 0
			? [
					{
						name: "by",
						label: t("reminder.by"),
						hint: t("reminder.byHint"),
						choices: contacts.map(({ channel, masked }) => ({
							value: channel,
							label: t(`reminder.way.${channel}`, { to: masked }),
							checked: false,
						})),
					},
				]
			: []),
	];
	return (
		<div className="print:hidden">
			<ChoicesForm
				name="setReminder"
				owner={owner}
				sent={sent}
				kind="radio"
				groups={groups}
				hidden={{ asks: others.length > 0 ? "way" : "" }}
				submit={t("reminder.submit")}
				shape="plain"
				errorTitle={translator(locale, "common")("errorTitle")}
			/>
			<p className="meta mt-4">
				{first && others.length === 0 ? t("reminder.only", { to: first.masked }) : null}{" "}
				<a href={href(locale, "/preferences")}>{t("reminder.otherWays")}</a>
			</p>
		</div>
	);
}
