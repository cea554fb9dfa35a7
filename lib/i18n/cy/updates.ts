import type { Messages } from "../messages";

export default {
	title: "Diweddariadau",
	lead: "Ein newyddion am bob digwyddiad, y diweddaraf yn gyntaf. Os cawn rywbeth yn anghywir, byddwn yn ei gywiro yma ac yn dangos yr hyn a ddywedwyd o’r blaen.",
	titlePage: "Diweddariadau, tudalen {page, number}",
	description: "Ein diweddariadau am ddigwyddiadau data, gyda phob cywiriad.",
	empty: "Nid oes diweddariadau eto. Pan gyhoeddwn un, bydd yma.",
	feed: "Dilynwch y diweddariadau hyn mewn darllenydd ffrydiau:",
	pages: "Tudalennau o ddiweddariadau",
	published: "Cyhoeddwyd {time}",
	corrected: "Wedi’i gywiro",
	correctedAt: "Cywirwyd {time}",
	withdrawnTitle: "Tynnwyd yn ôl: ein diweddariad, {time}",
	withdrawnAt: "Tynnwyd y diweddariad hwn yn ôl ar {time}.",
	withdrawnLead: "Peidiwch â dibynnu ar yr hyn a ddywedwyd ynddo.",
	withdrawnText: "Yr hyn a ddywedwyd yn y diweddariad a dynnwyd yn ôl",
	corrections: "Cywiriadau",
	correctionsNote:
		"{count, plural, zero {Ni chywirwyd y diweddariad hwn.} one {Cywirwyd y diweddariad hwn unwaith.} two {Cywirwyd y diweddariad hwn ddwywaith.} few {Cywirwyd y diweddariad hwn deirgwaith.} many {Cywirwyd y diweddariad hwn # gwaith.} other {Cywirwyd y diweddariad hwn # gwaith.}}",
	before: "Yr hyn a ddywedwyd o’r blaen",
	seeCorrections: "Gweld beth newidiodd",
	about: "Am",
	all: "Pob diweddariad",
} satisfies Messages["updates"];
