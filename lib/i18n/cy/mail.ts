import type { Messages } from "../messages";

export default {
	noLinks:
		"Does dim dolenni nac atodiadau yn ein negeseuon e-bost. Fyddwn ni byth yn gofyn am gyfrinair, manylion banc na chod mewngofnodi.",
	checkIt:
		"I wirio mai gennym ni y daeth neges, agorwch ein gwefan fel y gwnewch fel arfer. Darllenwch “Ai gennym ni y daeth y neges hon?” yno, neu ffoniwch ein llinell gymorth.",
	helpline: "Llinell gymorth: {telephone}, {hours}.",
	reminder: {
		subject: "Eich nodyn atgoffa",
		asked: "Gwnaethoch ofyn i ni eich atgoffa am eich cynllun. Mae'n dal lle gwnaethoch ei adael.",
		howTo:
			"I fynd ymlaen, agorwch eich porwr a theipiwch gyfeiriad ein gwefan eich hun, fel y gwnaethoch o'r blaen. Mewngofnodwch, a dewiswch “Eich cynllun”. Peidiwch â dilyn dolen iddo.",
		stop: "Dyma'r unig nodyn atgoffa a anfonwn. Gallwch ofyn am un arall yno. Os na wnaethoch ofyn am hyn, gallwch ei anwybyddu.",
	},
	addresses: {
		subject: "Newid i sut rydych yn mewngofnodi",
		added:
			"Mewngofnododd rhywun i'n gwefan digwyddiad data gyda'ch manylion. Ychwanegodd gyfeiriad e-bost arall. Gall pwy bynnag sy'n darllen ei negeseuon fewngofnodi bellach a gweld eich atebion.",
		removed:
			"Mewngofnododd rhywun i'n gwefan digwyddiad data gyda'ch manylion. Tynnodd gyfeiriad e-bost oddi arni. Ni all neb fewngofnodi fel chi â'r cyfeiriad hwnnw mwyach.",
		notYou:
			"Os chi oedd hyn, nid oes dim i'w wneud. Os nad chi, ffoniwch ni ar {telephone}, {hours}. Gallwch hefyd fewngofnodi eich hun a thynnu cyfeiriad nad chi biau.",
	},
	code: {
		signInSubject: "Eich cod mewngofnodi: {words}",
		addressSubject: "Eich cod i gadarnhau'r cyfeiriad hwn: {words}",
		codeIs: "Eich cod yw",
		howTo:
			"Teipiwch ef ar y dudalen lle gwnaethoch ofyn amdano. Mae'n gweithio unwaith, am {minutes, plural, zero {# munud} one {# funud} two {# funud} few {# munud} many {# munud} other {# munud}}, a dim ond yn y porwr y gwnaethoch ofyn ynddo.",
		longCode:
			"Os yw'r cod hwnnw'n rhy hwyr, neu os na ddaw neges fwy diweddar, mae cod hir hefyd. Gofynnwch am god eto mewn unrhyw borwr, a theipiwch yr un hwn ar y dudalen. Mae'n gweithio unwaith, am {hours, plural, zero {# awr} one {# awr} two {# awr} few {# awr} many {# awr} other {# awr}}.",
		words:
			"Mae'r dudalen honno'n dangos yr un ddau air â phwnc y neges hon: {words}. Os yw'r geiriau'n wahanol, peidiwch â defnyddio'r cod.",
		notYou:
			"Os na wnaethoch ofyn am god, gallwch anwybyddu'r neges hon. Ni all neb fewngofnodi heb god. Peidiwch â rhoi un i neb, nac i ni chwaith.",
	},
} satisfies Messages["mail"];
