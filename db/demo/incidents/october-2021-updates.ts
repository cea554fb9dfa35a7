import type { UpdateHistory } from "../../schema/incident-history";

/** The updates about the supplier incident, oldest first. The last one is a draft. */
export const octoberUpdates: UpdateHistory[] = [
	{
		slug: "cyber-incident-at-a-supplier",
		titleEn: "A cyber incident at one of our suppliers",
		titleCy: "Digwyddiad seiber yn un o'n cyflenwyr",
		summaryEn: "A company that handles data for us told us about it today. We do not yet know who is affected.",
		summaryCy: "Dywedodd cwmni sy'n trin ein data wrthym heddiw. Nid ydym yn gwybod eto ar bwy yr effeithiwyd.",
		bodyEn:
			"Today a company that handles membership data for us told us that its systems had been hit by a cyber incident.\n\nA large amount of our data there has been locked. We do not yet know whether anyone has read or copied it.\n\nOur own systems were not affected. We will publish more here as soon as we know it.",
		bodyCy:
			"Heddiw dywedodd cwmni sy'n trin data aelodaeth ar ein rhan wrthym am ddigwyddiad seiber ar ei systemau.\n\nNi ellir agor llawer iawn o'n data yno. Ni wyddom a oes rhywun wedi'i ddarllen neu ei gopïo.\n\nNi effeithiwyd ar ein systemau ein hunain. Byddwn yn dweud mwy yma cyn gynted ag y byddwn yn ei wybod.",
		publishedAt: new Date("2021-10-29T18:30:00+01:00"),
	},
	{
		slug: "authorities-told",
		titleEn: "The NCA, the NCSC and the ICO are involved",
		titleCy: "Mae'r NCA, yr NCSC a'r ICO yn rhan o'r gwaith",
		summaryEn: "We told all three on the day we found out.",
		summaryCy: "Dywedom wrth y tri ar y diwrnod y clywsom.",
		bodyEn:
			"On 29 October we told:\n\n- the **National Crime Agency**, which leads the criminal investigation\n- the **National Cyber Security Centre**, which advises us and the supplier\n- the **Information Commissioner's Office**, which regulates how personal data is used\n\nIf you have a question about your own records, please ask us, not them.",
		bodyCy:
			"Ar 29 Hydref dywedom wrth:\n\n- yr **Asiantaeth Troseddau Cenedlaethol**, sy'n arwain yr ymchwiliad troseddol\n- y **Ganolfan Seiberddiogelwch Genedlaethol**, sy'n ein cynghori ni a'r cyflenwr\n- **Swyddfa'r Comisiynydd Gwybodaeth**, sy'n rheoleiddio sut y defnyddir data personol\n\nPeidiwch â chysylltu â nhw am eich cofnodion eich hun. Gofynnwch i ni yn lle hynny.",
		publishedAt: new Date("2021-10-30T11:15:00+01:00"),
	},
	{
		slug: "membership-website-unavailable",
		titleEn: "Membership website still unavailable",
		titleCy: "Nid yw'r wefan aelodaeth ar gael o hyd",
		summaryEn: "It is run by the supplier that was hit. This site is not.",
		summaryCy: "Yr un cyflenwr sy'n ei rhedeg. Nid felly'r wefan hon.",
		bodyEn:
			"Our membership website is run by the supplier that was hit, and is not available. We cannot yet say when it will be back.\n\nThis site is separate and is safe to use.\n\nIf you were about to join or renew, you can do so when the website is back. You will not lose out.",
		bodyCy:
			"Yr un cyflenwr sy'n rhedeg ein gwefan aelodaeth ac ni ellir ei chyrraedd. Nid oes dyddiad i'w dychwelyd eto.\n\nMae'r wefan hon yn cael ei rhedeg ar wahân ac mae'n ddiogel i'w defnyddio.\n\nOs oeddech am ymuno neu adnewyddu, nid oes dim wedi'i golli. Gallwch wneud hynny'n ddiweddarach.",
		publishedAt: new Date("2021-10-31T09:40:00Z"),
		corrections: [
			{
				at: new Date("2021-10-31T15:20:00Z"),
				noteEn: "We said the website would be back on 1 November. In fact we do not yet have a date.",
				noteCy: "Dywedom yn gyntaf y byddai'r wefan yn ôl ar 1 Tachwedd. Nid oes dyddiad eto.",
				previousTitleEn: "Membership website unavailable until Monday",
				previousTitleCy: "Nid yw'r wefan aelodaeth ar gael tan ddydd Llun",
				previousBodyEn:
					"Our membership website is run by the supplier that was hit, and is not available. It will be back on 1 November.\n\nThis site is separate and is safe to use.",
				previousBodyCy:
					"Yr un cyflenwr sy'n rhedeg ein gwefan aelodaeth ac ni ellir ei chyrraedd. Bydd yn ôl ar 1 Tachwedd.\n\nMae'r wefan hon yn cael ei rhedeg ar wahân ac mae'n ddiogel i'w defnyddio.",
			},
		],
	},
	{
		slug: "direct-debits-carry-on",
		titleEn: "Direct debits are not affected",
		titleCy: "Mae debydau uniongyrchol yn parhau fel o'r blaen",
		summaryEn: "Another company holds bank details. They were not in the data.",
		summaryCy: "Cedwir manylion banc gan gwmni arall ac nid oeddent yn y data.",
		bodyEn:
			"Another company holds the bank details for subscriptions. They were not in the affected data.\n\nYour direct debit will continue as normal. You do not need to cancel it or close your account.\n\nWe will not call you about your bank details. If someone does, hang up.",
		bodyCy:
			"Cedwir manylion banc ar gyfer tanysgrifiadau gan gwmni arall. Nid oeddent yn y data yr effeithiwyd arno.\n\nMae eich debyd uniongyrchol yn parhau. Nid oes angen i chi ei ganslo na chau eich cyfrif.\n\nNi fyddwn yn eich ffonio am eich manylion banc. Os bydd rhywun yn gwneud hynny, rhowch y ffôn i lawr.",
		publishedAt: new Date("2021-11-01T10:05:00Z"),
	},
	{
		slug: "why-former-members-and-affiliates",
		titleEn: "Why former members and union affiliates may be in the data",
		titleCy: "Pam y gall cyn-aelodau a chefnogwyr undebau fod yn y data",
		summaryEn: "What we hold, where it came from, and how long we keep it.",
		summaryCy: "Yr hyn a ddaliwn, o ble y daeth, ac am ba hyd y cadwn ef.",
		bodyEn:
			"Many of you have asked why we hold your data.\n\n**Former members.** We keep your record for six years after you leave, in case there is a legal claim.\n\n**Affiliated supporters.** Your trade union gave us your name and address so that you could vote. We keep them for one year after your union tells us that you have left.\n\n**Registered supporters.** You gave us your details so that you could take part in a vote. We keep them for two years.\n\nWhen you check your records, your answer tells you which of these applies to you.",
		bodyCy:
			"Mae llawer ohonoch wedi gofyn pam yr ydym yn dal eich data.\n\n**Cyn-aelodau.** Rydym yn cadw cofnod am chwe blynedd ar ôl i chi adael, rhag ofn y bydd hawliad cyfreithiol.\n\n**Cefnogwyr cysylltiedig.** Rhoddodd eich undeb llafur eich enw a'ch cyfeiriad i ni er mwyn i chi allu pleidleisio. Rydym yn ei gadw nes bod eich undeb yn dweud wrthym eich bod wedi gadael, a blwyddyn wedyn.\n\n**Cefnogwyr cofrestredig.** Chi a'i rhoddodd i ni er mwyn cymryd rhan mewn pleidlais. Rydym yn ei gadw am ddwy flynedd.\n\nMae eich ateb ar y wefan hon yn dweud pa un o'r rhain ydych chi.",
		publishedAt: new Date("2021-11-01T16:50:00Z"),
	},
	{
		slug: "first-part-recovered",
		titleEn: "The first part of the data has been recovered",
		titleCy: "Mae rhan gyntaf y data wedi'i hadfer",
		summaryEn: "You can now check your records. Not everyone is in this part.",
		summaryCy: "Gallwch wirio eich cofnodion nawr. Nid yw pawb yn y rhan hon.",
		bodyEn:
			"Specialists have recovered the first part of the data. You can now check your records against it.\n\nNot everyone is in this part. If we do not find you, your answer will be **under review**. That does not mean that your data was not affected.",
		bodyCy:
			"Mae arbenigwyr wedi adfer rhan gyntaf y data. Gallwch wirio eich cofnodion yn ei herbyn nawr.\n\nNid yw pawb yn y rhan hon. Os na ddown o hyd i chi, bydd eich ateb **dan adolygiad**. Nid yw hynny'n golygu nad effeithiwyd ar eich data.",
		publishedAt: new Date("2021-11-02T09:30:00Z"),
	},
	{
		slug: "calls-and-messages-in-our-name",
		titleEn: "Watch for calls and messages in our name",
		titleCy: "Gwyliwch am alwadau a negeseuon yn ein henw ni",
		summaryEn: "Three people were asked to “confirm their membership”. It was not us.",
		summaryCy: "Gofynnwyd i dri pherson “gadarnhau eu haelodaeth”. Nid ni oedd yn galw.",
		bodyEn:
			"Three people have told us about calls from someone who claimed to be from us. The caller asked them to confirm their membership with a bank card.\n\n- Hang up.\n- Text the word **CALL** and the number to **7726**.\n- Call us back on a number that you know is ours.\n\nWe will never ask for your password, your bank details or a sign-in code.",
		bodyCy:
			"Mae tri pherson wedi dweud wrthym am alwadau yn ein henw ni. Gofynnodd y galwr iddynt gadarnhau eu haelodaeth gyda cherdyn banc.\n\n- Rhowch y ffôn i lawr.\n- Anfonwch y gair **CALL** a'r rhif mewn neges destun at **7726**.\n- Ffoniwch ni'n ôl ar y rhif rydych yn ei adnabod.\n\nNi fyddwn byth yn gofyn am gyfrinair, manylion banc na chod mewngofnodi.",
		publishedAt: new Date("2021-11-02T17:40:00Z"),
	},
	{
		slug: "version-2-of-the-data",
		titleEn: "We have the full list: please check again",
		titleCy: "Mae'r rhestr lawn gennym: gwiriwch eto",
		summaryEn: "We now have the full list. If you checked before today, please check again.",
		summaryCy: "Mae'r rhestr lawn gennym nawr. Os gwnaethoch wirio cyn heddiw, gwiriwch eto.",
		bodyEn:
			"We have recovered the second part of the data, and now have the full list of people affected.\n\nIt includes about 600 people who were not in the first part. If you checked before today, please check again.\n\nWe are still recovering the records of donations and letters. Your answer will tell you if that matters to you.",
		bodyCy:
			"Rydym wedi adfer ail ran y data, ac mae'r rhestr lawn o bobl yr effeithiwyd arnynt gennym nawr.\n\nMae'n cynnwys tua 600 o bobl nad oeddent yn y rhan gyntaf. Os gwnaethoch wirio cyn heddiw, gwiriwch eto.\n\nRydym yn dal i adfer cofnodion rhoddion a llythyrau. Bydd eich ateb yn dweud wrthych a yw hynny'n berthnasol i chi.",
		publishedAt: new Date("2021-11-03T09:15:00Z"),
	},
	{
		slug: "members-being-told",
		titleEn: "Members and supporters are being told today",
		titleCy: "Mae aelodau a chefnogwyr yn cael gwybod heddiw",
		summaryEn: "Our emails go out from 3pm. They contain no links.",
		summaryCy: "Mae negeseuon e-bost yn mynd allan o 15:00. Nid oes dolenni ynddynt.",
		bodyEn:
			"From 3pm today we are emailing everyone whose email address is in the data.\n\nOur email contains **no links**. It asks you to type the address of this site yourself. If a message in our name contains a link, it is not from us.\n\nIf we do not have an email address for you, we will send you a letter this week.",
		bodyCy:
			"O 15:00 heddiw rydym yn ysgrifennu at bawb y mae eu cyfeiriad yn y data.\n\nNid oes **unrhyw ddolenni** yn ein neges e-bost. Mae'n gofyn i chi deipio cyfeiriad y wefan hon eich hun. Os oes dolen mewn neges yn ein henw ni, nid oddi wrthym ni y daeth.\n\nOs nad oes gennym gyfeiriad e-bost i chi, byddwn yn anfon llythyr atoch yr wythnos hon.",
		publishedAt: new Date("2021-11-03T14:12:00Z"),
	},
	{
		slug: "what-the-logs-show",
		titleEn: "What the supplier's logs show",
		titleCy: "Yr hyn y mae logiau'r cyflenwr yn ei ddangos",
		summaryEn: "",
		summaryCy: "",
		bodyEn: "To be written when the specialists have finished.",
		bodyCy: "",
	},
];
