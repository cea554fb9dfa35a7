import type { Messages } from "../messages";

export default {
	noLinks:
		"Nid oes dolenni nac atodiadau yn ein negeseuon e-bost. Ni fyddwn byth yn gofyn i chi ddweud cyfrinair, manylion banc na chod mewngofnodi wrthym.",
	checkIt:
		"I wirio mai gennym ni y daeth neges, agorwch ein gwefan fel y gwnewch fel arfer. Darllenwch “Ai gennym ni y daeth y neges hon?” yno, neu ffoniwch ein llinell gymorth.",
	helpline: "Llinell gymorth: {telephone}, {hours}.",
	reminder: {
		subject: "Eich nodyn atgoffa",
		asked: "Gwnaethoch ofyn i ni eich atgoffa am eich cynllun.",
		howTo:
			"I barhau, agorwch eich porwr a theipiwch gyfeiriad ein gwefan eich hun, fel y gwnaethoch o’r blaen. Mewngofnodwch, a dewiswch “Eich cynllun”. Peidiwch â dilyn dolen iddo.",
		stop: "Dyma’r unig nodyn atgoffa y byddwn yn ei anfon. Gallwch ofyn am un arall ar y dudalen honno. Os na wnaethoch ofyn am hyn, gallwch ei anwybyddu.",
	},
	signInAddress: {
		subject: "Newid i sut rydych yn mewngofnodi",
		added:
			"Mewngofnododd rhywun i’n gwefan digwyddiad data fel chi. Ychwanegodd gyfeiriad e-bost arall. Gall unrhyw un sy’n gallu darllen ei negeseuon fewngofnodi bellach a gweld eich atebion.",
		removed:
			"Mewngofnododd rhywun i’n gwefan digwyddiad data fel chi. Tynnodd gyfeiriad e-bost. Ni all neb fewngofnodi fel chi â’r cyfeiriad hwnnw mwyach.",
		notYou:
			"Os chi wnaeth hyn, nid oes angen i chi wneud dim. Os nad chi, ffoniwch ni ar {telephone}, {hours}. Gallwch hefyd fewngofnodi a thynnu unrhyw gyfeiriad nad chi biau.",
	},
	contactAddress: {
		subject: "Newidiwyd eich cyfeiriad cysylltu",
		changed:
			"Mewngofnododd rhywun i’n gwefan digwyddiad data fel chi. Rhoddodd gyfeiriad e-bost newydd i ni ar gyfer negeseuon atoch. Ni fyddwn yn eu hanfon i’r cyfeiriad hwn mwyach.",
		removed:
			"Mewngofnododd rhywun i’n gwefan digwyddiad data fel chi. Tynnodd y cyfeiriad e-bost hwn. Ni fyddwn yn anfon negeseuon ato mwyach.",
		notYou: "Os chi wnaeth hyn, nid oes angen i chi wneud dim. Os nad chi, ffoniwch ni ar {telephone}, {hours}.",
	},
	newBrowser: {
		subject: "Mewngofnodi gyda phorwr newydd",
		with: "Mae rhywun wedi mewngofnodi i’n gwefan digwyddiad data gyda’ch cyfeiriad e-bost, gyda {device}, ar {at}. Nid ydym wedi eich gweld yn defnyddio’r porwr hwnnw o’r blaen.",
		at: "Mae rhywun wedi mewngofnodi i’n gwefan digwyddiad data gyda’ch cyfeiriad e-bost ar {at}. Nid ydym wedi eich gweld yn defnyddio’r porwr hwnnw o’r blaen.",
		notYou:
			"Os chi oedd hyn, nid oes dim i’w wneud. Os nad chi, ffoniwch ni ar {telephone}, {hours}. Gallwch hefyd fewngofnodi eich hun ac allgofnodi o’r porwr hwnnw o dan “Lle rydych wedi mewngofnodi”.",
	},
	code: {
		signInSubject: "Eich cod mewngofnodi: {words}",
		addressSubject: "Eich cod i gadarnhau’r cyfeiriad hwn: {words}",
		codeIs: "Eich cod yw",
		asked: "Gofynnwyd amdano am {time} ar {date}, amser y DU.",
		howTo:
			"Rhowch ef ar y dudalen lle gwnaethoch ofyn amdano. Mae’n gweithio unwaith, am {minutes, plural, zero {# munud} one {# funud} two {# funud} few {# munud} many {# munud} other {# munud}}, a dim ond yn y porwr a ddefnyddiwyd gennych.",
		longCode:
			"Os yw’r cod hwnnw wedi dod i ben ac na ddaw neges fwy diweddar, defnyddiwch y cod hir hwn. Gofynnwch am god eto mewn unrhyw borwr, a rhowch yr un hwn yn lle hynny. Mae’n gweithio unwaith, am {hours, plural, zero {# awr} one {# awr} two {# awr} few {# awr} many {# awr} other {# awr}}.",
		words:
			"Mae’r dudalen honno’n dangos yr un ddau air â phwnc y neges hon: {words}. Os yw’r geiriau’n wahanol, peidiwch â defnyddio’r cod.",
		notYou:
			"Os na wnaethoch ofyn am god, gallwch anwybyddu’r neges hon. Ni all neb fewngofnodi heb god. Peidiwch â rhannu cod â neb, gan gynnwys ni.",
	},
} satisfies Messages["mail"];
