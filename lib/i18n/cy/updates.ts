import type { Messages } from "../messages";

export default {
	title: "Diweddariadau",
	lead: "Yr hyn a ddywedom am bob digwyddiad, y diweddaraf yn gyntaf. Pan fyddwn yn cael rhywbeth yn anghywir, byddwn yn ei gywiro yma ac yn dangos yr hyn a ddywedom o'r blaen.",
	titlePage: "Diweddariadau, tudalen {page, number}",
	description: "Diweddariadau dyddiedig am ddigwyddiadau data, gyda phob cywiriad i'w weld.",
	empty: "Nid ydym wedi cyhoeddi diweddariad eto. Pan wnawn ni, bydd yma.",
	feed: "Dilynwch y diweddariadau hyn mewn darllenydd ffrydiau (Atom)",
	pages: "Tudalennau o ddiweddariadau",
	published: "Cyhoeddwyd {time}",
	corrected: "Wedi'i gywiro",
	correctedAt: "Cywirwyd {time}",
	withdrawn: "Wedi'i dynnu'n ôl",
	withdrawnAt: "Tynnwyd y diweddariad hwn yn ôl ar {time}",
	withdrawnLead:
		"Nid yw'r hyn a ddywedai yn sefyll mwyach. Mae'r testun fel yr oedd isod, er mwyn i chi weld yr hyn a ddywedom.",
	corrections: "Cywiriadau",
	correctionsNote:
		"{count, plural, zero {Ni chywirwyd y diweddariad hwn.} one {Cywirwyd y diweddariad hwn unwaith.} two {Cywirwyd y diweddariad hwn ddwywaith.} few {Cywirwyd y diweddariad hwn deirgwaith.} many {Cywirwyd y diweddariad hwn # gwaith.} other {Cywirwyd y diweddariad hwn # gwaith.}}",
	before: "Yr hyn a ddywedai o'r blaen",
	seeCorrections: "Gweld beth newidiodd",
	about: "Am",
	all: "Pob diweddariad",
} satisfies Messages["updates"];
