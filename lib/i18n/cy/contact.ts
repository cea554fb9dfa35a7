import type { Messages } from "../messages";

export default {
	title: "Cysylltu a llinell gymorth",
	lead: "Gallwch ein ffonio neu ysgrifennu atom. Does dim angen i chi fewngofnodi.",
	helpline: "Llinell gymorth",
	telephone: "Ffôn",
	hours: "Ar agor",
	relay: "Os na allwch glywed neu siarad ar y ffôn",
	relayType: "Deialwch {code} ac yna ein rhif os ydych yn teipio.",
	relaySpeak: "Deialwch {code} ac yna'r rhif os ydych yn siarad â rhywun sy'n teipio.",
	write: "Ysgrifennu atom",
	email: "E-bost",
	post: "Post",
	safety: "Os ydych yn poeni am eich diogelwch",
	safetyLead: "Ffoniwch {emergency} os ydych mewn perygl nawr. Os nad ydych, siaradwch â'n cyswllt diogelwch.",
	safetyMore: "Beth i'w wneud os ydych yn poeni am eich diogelwch",
	officer: "Eich data a'ch hawliau",
	officerLead: "Gofynnwch i'n swyddog diogelu data am gopi o'ch data, neu i wneud cwyn.",
	officerName: "Swyddog diogelu data",
	regulator: "Os nad ydych yn fodlon ar ein hateb, ewch at {name}.",
	formats: "Fformatau eraill",
	formatsLead:
		"Gofynnwch am brint bras, hawdd ei ddeall, braille, Iaith Arwyddion Prydain neu sain. Dewiswch un pan fyddwch wedi mewngofnodi, neu ffoniwch ni.",
	formatsLink: "Dewis fformat",
	press: "Y wasg",
	never: "Fyddwn ni byth yn gofyn am eich cod, cyfrinair na manylion banc, ar y ffôn nac yn ysgrifenedig.",
} satisfies Messages["contact"];
