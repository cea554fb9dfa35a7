import type { Messages } from "../messages";

export default {
	title: "Cysylltu a llinell gymorth",
	lead: "Gallwch ein ffonio neu ysgrifennu atom. Nid oes angen i chi fewngofnodi.",
	helpline: "Llinell gymorth",
	telephone: "Ffôn",
	hours: "Ar agor",
	relay: "Os na allwch glywed neu siarad ar y ffôn",
	relayType: "I deipio, defnyddiwch Relay UK: deialwch {code} o flaen ein rhif.",
	relaySpeak: "I siarad â rhywun sy’n teipio, deialwch {code} o flaen eu rhif.",
	write: "Ysgrifennu atom",
	email: "E-bost",
	post: "Post",
	safety: "Os ydych yn poeni am eich diogelwch",
	safetyLead: "Os ydych mewn perygl nawr, ffoniwch {emergency}. Os nad ydych, siaradwch â’n cyswllt diogelwch.",
	safetyMore: "Beth i’w wneud os ydych yn poeni am eich diogelwch",
	officer: "Eich data a’ch hawliau",
	officerLead: "Ysgrifennwch at ein swyddog diogelu data i ofyn am gopi o’ch data, neu i gwyno.",
	officerName: "Swyddog diogelu data",
	regulator: "Os nad ydych yn fodlon ar ein hateb, gallwch gwyno wrth {name}.",
	formats: "Fformatau eraill",
	formatsLead:
		"Gofynnwch am brint bras, hawdd ei ddeall, braille, sain neu fideo iaith arwyddion. Dewiswch un ar ôl mewngofnodi, neu ffoniwch ni.",
	formatsLink: "Dewis fformat",
	press: "Y wasg",
	never: "Ni fyddwn byth yn gofyn am god mewngofnodi, cyfrinair na manylion banc, ar y ffôn nac yn ysgrifenedig.",
} satisfies Messages["contact"];
