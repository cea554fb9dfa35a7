import type { Messages } from "../messages";

export default {
	title: "Lle rydych wedi mewngofnodi",
	lead: "Pob porwr rydych wedi mewngofnodi ynddo. Os nad chi biau un ohonynt, allgofnodwch ohono yma.",
	caption: "Y porwyr rydych wedi mewngofnodi ynddynt, yr un rydych yn ei ddefnyddio yn gyntaf",
	browser: "Porwr",
	signedIn: "Mewngofnodwyd",
	lastUsed: "Defnydd diwethaf",
	unknown: "Porwr anhysbys",
	here: "Yr un hwn",
	signOut: "Allgofnodi",
	signOutAbout: "o {device}, mewngofnodwyd {at}",
	signOutOthers: "Allgofnodi o'r lleill i gyd",
	onlyHere: "Dim ond yma rydych wedi mewngofnodi.",
	done: "{count, plural, zero {Doedd dim ar ôl i allgofnodi ohono.} one {Wedi allgofnodi o un porwr arall.} two {Wedi allgofnodi o ddau borwr arall.} few {Wedi allgofnodi o # phorwr arall.} many {Wedi allgofnodi o # phorwr arall.} other {Wedi allgofnodi o # porwr arall.}}",
	limits:
		"Cewch eich allgofnodi'n awtomatig ar ôl {idle, plural, zero {# munud} one {# funud} two {# funud} few {# munud} many {# munud} other {# munud}} heb agor tudalen, ac ar ôl {absolute, number} awr beth bynnag.",
	identifiers: {
		title: "Cyfeiriadau rydych wedi'u profi",
		lead: "Byddwn yn chwilio am eich cofnodion o dan bob un o'r cyfeiriadau hyn ac yn dangos un ateb i chi.",
		caption: "Cyfeiriadau rydych wedi'u profi, a phryd",
		address: "Cyfeiriad",
		proven: "Profwyd",
		show: "{masked} (dangos yn llawn)",
		remove: "Tynnu",
		last: "Dyma eich unig gyfeiriad. I'w dynnu, ychwanegwch un arall yn gyntaf.",
		addTitle: "Ychwanegu cyfeiriad arall",
		addText:
			"Mae hen gyfeiriadau'n cyfrif hefyd, os gallwch ddarllen eu negeseuon o hyd. Ychwanegwch dim ond cyfeiriadau nad oes neb arall yn darllen eu negeseuon: gall pwy bynnag sy'n eu darllen fewngofnodi a gweld eich atebion.",
		label: "Cyfeiriad e-bost",
		submit: "E-bostio cod ataf",
		full: "Rydych wedi profi {most, plural, zero {# cyfeiriad} one {# cyfeiriad} two {# gyfeiriad} few {# chyfeiriad} many {# chyfeiriad} other {# cyfeiriad}}, a dyna'r nifer mwyaf y byddwn yn chwilio o danynt. Tynnwch un i ychwanegu un arall.",
		codeTitle: "Profi mai chi biau'r cyfeiriad",
		added: "Mae'r cyfeiriad wedi'i ychwanegu. Mae eich ateb bellach yn ei gynnwys.",
		merged:
			"Mae'r cyfeiriad wedi'i ychwanegu. Roeddech wedi mewngofnodi ag ef o'r blaen: mae'r hyn a welsoch ac a ddewisoch bryd hynny yma bellach hefyd.",
		already: "Roeddech wedi profi'r cyfeiriad hwnnw o'r blaen.",
		"too-many": "Mae gennych ormod o gyfeiriadau i ychwanegu hwnnw. Tynnwch un yn gyntaf.",
		removed:
			"Mae'r cyfeiriad wedi'i dynnu, ac rydych wedi allgofnodi ym mhobman arall. Gallwch ei ychwanegu eto pryd bynnag y mynnwch.",
		kind: {
			email: "E-bost",
			telephone: "Ffôn",
			"membership-number": "Rhif aelodaeth",
			"name-postcode": "Enw a chod post",
		},
	},
} satisfies Messages["devices"];
