import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { oneFieldTexts } from "@/app/[locale]/_shared/one-field-texts";
import { spokenMask } from "@/app/[locale]/_shared/spoken-mask";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Details, Meta, Notice, PageHeading, Read, Section } from "@/components/ui/layout";
import { DataTable, Mask } from "@/components/ui/list";
import { type Locale, translator } from "@/lib/i18n";
import { identifiersOf } from "@/lib/identity";
import { readDraft } from "@/lib/identity/form-draft";
import { requireMember } from "@/lib/identity/guard";
import { mostIdentifiers } from "@/lib/identity/schema";
import { formatDate } from "@/lib/time";
import { askForCode, remove } from "./actions";

const good = ["added", "merged", "already", "removed"] as const;
const bad = ["too-many", "last"] as const;
const problems = ["exhausted", "used", "unknown"] as const;

/** Lists the addresses a member's answer is looked up under. They are masked, because somebody may look over the member's shoulder. */
export default async function IdentifiersPage(props: PageProps<"/[locale]/identifiers">) {
	const locale = localeOf((await props.params).locale);
	const member = await requireMember(locale, "/identifiers");
	const identifiers = await identifiersOf(member);
	const t = translator(locale, "devices");
	const mayAdd = identifiers.length < mostIdentifiers;
	const texts = oneFieldTexts(locale, {
		title: t("identifiers.title"),
		label: t("identifiers.label"),
		submit: t("identifiers.submit"),
	});
	const list = (
		<>
			<ResultNotice locale={locale} query={await props.searchParams} />
			<PageHeading lead={t("identifiers.lead")}>{t("identifiers.title")}</PageHeading>
			<div className="mt-6">
				<IdentifierTable locale={locale} identifiers={identifiers} />
			</div>
		</>
	);
	return (
		<MemberPage member={member} locale={locale} path="/identifiers" typed={mayAdd}>
			{mayAdd ? (
				<OneFieldForm
					field="email"
					action={askForCode.bind(null, locale)}
					typed={await readDraft("/identifiers")}
					texts={texts}
				>
					{list}
					<Section title={t("identifiers.addTitle")}>
						<Read>
							<p>{t("identifiers.addText")}</p>
						</Read>
					</Section>
				</OneFieldForm>
			) : (
				<>
					<title>{texts.title}</title>
					{list}
					<p className="mt-6">{t("identifiers.full", { most: mostIdentifiers })}</p>
				</>
			)}
		</MemberPage>
	);
}

/** Shows what the last action did, or why it was refused. */
function ResultNotice({ locale, query }: { locale: Locale; query: Record<string, string | string[] | undefined> }) {
	const t = translator(locale, "devices");
	const done = good.find((outcome) => outcome === query.done);
	const refusal = bad.find((outcome) => outcome === query.done);
	const problem = problems.find((problem) => problem === query.problem);
	return (
		<>
			{done ? <Notice>{t(`identifiers.${done}`)}</Notice> : null}
			{refusal ? <Notice tone="stop">{t(`identifiers.${refusal}`)}</Notice> : null}
			{problem ? <Notice tone="stop">{translator(locale, "signIn")(`problem.${problem}`)}</Notice> : null}
		</>
	);
}

/** Lists the identifiers with the day each was proven. The last one cannot be removed. */
function IdentifierTable(props: { locale: Locale; identifiers: Awaited<ReturnType<typeof identifiersOf>> }) {
	const { locale, identifiers } = props;
	const t = translator(locale, "devices");
	return (
		<DataTable
			caption={t("identifiers.caption")}
			captionHidden
			head={[t("identifiers.address"), t("identifiers.proven"), ""]}
			rows={identifiers.map((identifier) => ({
				key: identifier.id,
				cells: [
					<>
						{t(`identifiers.kind.${identifier.kind}`)}{" "}
						<Details
							summary={
								<>
									<Mask spoken={spokenMask(identifier.masked, locale)}>{identifier.masked}</Mask>{" "}
									{t("identifiers.show")}
								</>
							}
						>
							<p className="font-normal break-all">{identifier.value}</p>
						</Details>
					</>,
					formatDate(identifier.provenAt, locale),
					identifiers.length > 1 ? (
						<ActionForm key="remove" action={remove.bind(null, locale, identifier.id)}>
							<Button shape="small" about={identifier.masked}>
								{t("identifiers.remove")}
							</Button>
						</ActionForm>
					) : (
						<Meta key="last">{t("identifiers.last")}</Meta>
					),
				],
			}))}
		/>
	);
}
