import type { IncidentHistory } from "../../schema/incident-history";
import { futureEvening } from "./future-evening";

/** Under review: another supplier, whose list was recovered only in part. */
export const fundraising2020: IncidentHistory = {
	incident: {
		slug: "may-2020-fundraising-supplier",
		status: "under-review",
		position: 2,
		titleEn: "May 2020 fundraising supplier incident",
		titleCy: "Digwyddiad y cyflenwr codi arian, Mai 2020",
		questionEn: "Was your information in the May 2020 fundraising incident?",
		questionCy: "A oedd eich gwybodaeth yn nigwyddiad codi arian Mai 2020?",
		summaryEn:
			"Someone took a copy of the backups of a company that ran our fundraising lists. The company has since told us that there was more in them than it first said, so we are looking at this incident again.",
		summaryCy:
			"Canfu cwmni a oedd yn rhedeg ein rhestrau codi arian fod rhywun wedi cymryd copi o'i gopïau wrth gefn. Mae wedi dweud wrthym ers hynny fod mwy ynddynt nag a ddywedodd yn gyntaf. Rydym yn edrych arno eto.",
		occurredOn: "2020-05-14",
		discoveredOn: "2020-07-16",
		toldMembersAt: new Date("2020-07-30T09:00:00+01:00"),
		processorEn: "Lanternfold Giving Ltd",
		processorCy: "Lanternfold Giving Ltd",
		breachTypes: ["confidentiality"],
		dataInvolved: true,
		knownEn:
			"- Someone copied a backup of our fundraising list at the supplier in May 2020.\n- The supplier says that the copy was destroyed. We have not seen proof.\n- Bank details were stored encrypted.",
		knownCy:
			"- Copïodd rhywun gopi wrth gefn o'n rhestr codi arian yng nghwmni'r cyflenwr ym mis Mai 2020.\n- Dywed y cyflenwr fod y copi wedi'i ddinistrio. Nid ydym wedi gweld prawf.\n- Roedd manylion banc wedi'u hamgryptio.",
		unknownEn:
			"- Everyone who was in the backup. We have recovered part of the list, but not all of it.\n- Whether letters and notes were in it.",
		unknownCy:
			"- Pawb a oedd yn y copi wrth gefn. Rydym wedi dod o hyd i ran o'r rhestr eto, nid y cyfan.\n- A oedd llythyrau a nodiadau ynddo.",
		doingEn:
			"- We told the ICO again on 14 October 2021.\n- We are rebuilding the list from older copies.\n- Until it is complete, we will not tell anyone that their records were not found.",
		doingCy:
			"- Dywedom wrth yr ICO eto ar 14 Hydref 2021.\n- Rydym yn rhoi'r rhestr at ei gilydd o gopïau hŷn.\n- Ni chaiff neb “heb eu canfod” yma cyn iddi fod yn gyflawn.",
		nextUpdateDueAt: futureEvening(21),
		updatedAt: new Date("2021-10-14T15:00:00+01:00"),
	},
	findings: [
		{
			effect: "copied",
			confidence: "confirmed",
			noteEn: "A backup of the list, in May 2020.",
			noteCy: "Copi wrth gefn o'r rhestr, ym mis Mai 2020.",
		},
		{
			effect: "accessed",
			confidence: "likely",
			noteEn: "Whoever copied the list could read most of it.",
			noteCy: "Gallai pwy bynnag a gopïodd y rhestr ddarllen y rhan fwyaf ohoni.",
		},
		{
			effect: "published",
			confidence: "under-investigation",
			noteEn: "We look for it online every week and have found nothing.",
			noteCy: "Rydym yn chwilio amdani bob wythnos. Ni ddaethpwyd o hyd i ddim.",
		},
		{ effect: "altered", confidence: "ruled-out" },
	],
	relationships: [
		{
			relationship: "member",
			sourceEn: "You gave it to us when you joined or made a donation.",
			sourceCy: "Chi a'i rhoddodd i ni pan wnaethoch ymuno neu roi rhodd.",
			lawfulBasisEn: "Our legitimate interest in asking members for support.",
			lawfulBasisCy: "Ein buddiant cyfreithlon mewn gofyn i aelodau am gefnogaeth.",
			retentionEn: "For as long as you are a member.",
			retentionCy: "Tra byddwch yn aelod.",
		},
		{
			relationship: "former-member",
			sourceEn: "You gave it to us while you were a member.",
			sourceCy: "Chi a'i rhoddodd i ni tra oeddech yn aelod.",
			lawfulBasisEn: "The law on political donations requires us to keep records of them.",
			lawfulBasisCy: "Mae'r gyfraith ar roddion gwleidyddol yn gofyn i ni gadw cofnodion o roddion.",
			retentionEn: "Six years after your last donation.",
			retentionCy: "Chwe blynedd ar ôl eich rhodd olaf.",
		},
		{
			relationship: "donor",
			sourceEn: "You gave it to us when you made a donation.",
			sourceCy: "Chi a'i rhoddodd i ni gyda rhodd.",
			lawfulBasisEn: "The law on political donations requires us to keep records of them.",
			lawfulBasisCy: "Mae'r gyfraith ar roddion gwleidyddol yn gofyn i ni gadw cofnodion o roddion.",
			retentionEn: "Six years after your last donation.",
			retentionCy: "Chwe blynedd ar ôl eich rhodd olaf.",
		},
	],
	categories: Object.fromEntries(
		["member", "former-member", "donor"].map((relationship) => [
			relationship,
			{
				name: "in-data",
				"email-address": "in-data",
				"telephone-number": "in-data",
				"postal-address": "in-data",
				donations: "in-data",
				"bank-details": "held-elsewhere",
				correspondence: "being-rebuilt",
			},
		]),
	),
	reports: [
		{
			authority: "ICO",
			roleEn: "Regulates how personal data is used",
			roleCy: "Yn rheoleiddio sut y defnyddir data personol",
			reportedOn: "2020-07-17",
			statusEn: "Told again on 14 October 2021; enquiries open",
			statusCy: "Hysbyswyd eto ar 14 Hydref 2021; ymholiadau'n parhau",
		},
	],
	updates: [
		{
			slug: "fundraising-supplier-backup-copied",
			titleEn: "A backup of our fundraising list was copied",
			titleCy: "Copïwyd copi wrth gefn o'n rhestr codi arian",
			summaryEn: "It happened at a supplier in May. We were told in July.",
			summaryCy: "Digwyddodd hyn yng nghwmni'r cyflenwr ym mis Mai. Cawsom wybod ym mis Gorffennaf.",
			bodyEn:
				"The company that runs our fundraising list told us on 16 July that someone had copied a backup in May.\n\nThe copy contained names, contact details and donations. The bank details in it were encrypted.\n\n## What you can do\n\n- Do not trust a message just because it knows what you donated.\n- Forward suspicious email to **report@phishing.gov.uk**.",
			bodyCy:
				"Dywedodd y cwmni sy'n rhedeg ein rhestr codi arian wrthym ar 16 Gorffennaf fod rhywun wedi copïo copi wrth gefn ym mis Mai.\n\nRoedd y copi yn dal enwau, manylion cyswllt a rhoddion. Roedd manylion banc ynddo wedi'u hamgryptio.\n\n## Beth allwch chi ei wneud\n\n- Peidiwch ag ymddiried mewn neges am ei bod yn gwybod beth roddoch chi.\n- Anfonwch e-bost amheus ymlaen at **report@phishing.gov.uk**.",
			publishedAt: new Date("2020-07-30T09:00:00+01:00"),
		},
		{
			slug: "fundraising-supplier-copy-destroyed",
			titleEn: "The supplier says the copy was destroyed",
			titleCy: "Dywed y cyflenwr fod y copi wedi'i ddinistrio",
			summaryEn: "We have asked for proof.",
			summaryCy: "Rydym wedi gofyn am brawf.",
			bodyEn:
				"The supplier has told us that whoever took the copy has destroyed it. We have asked how it knows.\n\nUntil we have seen proof, please assume that the copy still exists.",
			bodyCy:
				"Dywed y cyflenwr wrthym fod pwy bynnag a gymerodd y copi wedi'i ddinistrio. Rydym wedi gofyn sut y mae'n gwybod.\n\nHyd nes y gwelwn brawf, gweithredwch fel petai'r copi'n dal i fodoli.",
			publishedAt: new Date("2020-09-03T12:00:00+01:00"),
		},
		{
			slug: "fundraising-supplier-reopened",
			titleEn: "We are looking at the May 2020 incident again",
			titleCy: "Rydym yn edrych ar ddigwyddiad Mai 2020 eto",
			summaryEn: "The supplier now says the backup held more than it first told us.",
			summaryCy: "Dywed y cyflenwr bellach fod y copi wrth gefn yn dal mwy nag a ddywedodd wrthym yn gyntaf.",
			bodyEn:
				"On 12 October the supplier told us that older parts of the list were in the backup too. It cannot say which parts.\n\nWe have reopened the incident and told the ICO. We are rebuilding the list from older copies, and you can check your records against the part we have. If you are not in it, your answer will be “under review”, because the list is not complete.",
			bodyCy:
				"Ar 12 Hydref dywedodd y cyflenwr wrthym fod rhannau hŷn o'r rhestr yn y copi wrth gefn hefyd. Ni all ddweud pa rai.\n\nRydym wedi ailagor y digwyddiad ac wedi dweud wrth yr ICO. Rydym yn ailadeiladu'r rhestr o gopïau hŷn. Gallwch wirio yn erbyn y rhan sydd gennym. Os nad ydych ynddi, yr ateb yw “dan adolygiad”, oherwydd nid yw'r rhestr yn gyflawn.",
			publishedAt: new Date("2021-10-14T15:00:00+01:00"),
		},
	],
};
