import type { Messages } from "../messages";

export default {
	title: "Lle rydych wedi mewngofnodi",
	lead: "Dyma’r porwyr rydych wedi mewngofnodi ynddynt. Os nad ydych yn adnabod un, allgofnodwch ohono yma.",
	caption: "Y porwyr rydych wedi mewngofnodi ynddynt, yr un rydych yn ei ddefnyddio yn gyntaf",
	browser: "Porwr",
	signedIn: "Mewngofnodwyd",
	lastUsed: "Defnydd diwethaf",
	unknown: "Porwr anhysbys",
	isNew: "Mewngofnodi cyntaf yn y porwr hwn",
	here: "Yr un hwn",
	signOut: "Allgofnodi",
	signOutAbout: "o {device}, mewngofnodwyd {at}",
	signOutOthers: "Allgofnodi o’r lleill i gyd",
	onlyHere: "Nid ydych wedi mewngofnodi yn unman arall.",
	done: "{count, plural, zero {Mae hynny eisoes wedi’i wneud.} one {Rydym wedi eich allgofnodi o un porwr arall.} two {Rydym wedi eich allgofnodi o ddau borwr arall.} few {Rydym wedi eich allgofnodi o # phorwr arall.} many {Rydym wedi eich allgofnodi o # phorwr arall.} other {Rydym wedi eich allgofnodi o # porwr arall.}}",
	limits:
		"Byddwn yn eich allgofnodi ar ôl {idle, plural, zero {# munud} one {# funud} two {# funud} few {# munud} many {# munud} other {# munud}} heb ddefnyddio’r wefan, a bob amser ar ôl {absolute, number} awr.",
	identifiers: {
		title: "Eich cyfeiriadau e-bost wedi’u cadarnhau",
		lead: "Byddwn yn chwilio am eich cofnodion drwy bob un o’r cyfeiriadau hyn, ac yn dangos un ateb i chi.",
		caption: "Eich cyfeiriadau e-bost wedi’u cadarnhau, a phryd y gwnaethoch eu cadarnhau",
		address: "Cyfeiriad",
		proven: "Cadarnhawyd",
		show: "(dangos yn llawn)",
		remove: "Tynnu",
		last: "Dyma eich unig gyfeiriad. I’w dynnu, ychwanegwch un arall yn gyntaf.",
		addTitle: "Ychwanegu cyfeiriad arall",
		addText:
			"Mae hen gyfeiriadau’n helpu hefyd, os gallwch ddarllen eu negeseuon o hyd. Peidiwch ag ychwanegu cyfeiriad os oes rhywun arall yn darllen ei negeseuon. Gallai’r person hwnnw weld eich atebion.",
		label: "Cyfeiriad e-bost",
		submit: "Anfon cod ataf drwy e-bost",
		full: "Rydych wedi cadarnhau {most, plural, zero {# cyfeiriad} one {# cyfeiriad} two {# gyfeiriad} few {# chyfeiriad} many {# chyfeiriad} other {# cyfeiriad}}, sef y nifer mwyaf a ganiateir. Tynnwch un i ychwanegu un arall.",
		codeTitle: "Cadarnhau mai chi biau’r cyfeiriad",
		added: "Rydym wedi ychwanegu’r cyfeiriad. Mae eich ateb bellach yn ei gynnwys.",
		merged:
			"Rydym wedi ychwanegu’r cyfeiriad. Roeddech wedi mewngofnodi ag ef o’r blaen, felly mae’r hyn a welsoch ac a ddewisoch bryd hynny yma bellach hefyd.",
		already: "Rydych eisoes wedi cadarnhau’r cyfeiriad hwnnw.",
		"too-many": "Mae gennych ormod o gyfeiriadau i ychwanegu un arall. Tynnwch un yn gyntaf.",
		removed: "Rydym wedi tynnu’r cyfeiriad a’ch allgofnodi ym mhobman arall. Gallwch ei ychwanegu eto unrhyw bryd.",
		kind: {
			email: "E-bost",
			telephone: "Ffôn",
			"membership-number": "Rhif aelodaeth",
			"name-postcode": "Enw a chod post",
		},
	},
} satisfies Messages["devices"];
