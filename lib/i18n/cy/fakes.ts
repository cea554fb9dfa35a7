import type { Messages } from "../messages";

export default {
	checkTitle: "Gwirio anfonwr neu wefan",
	checkLead: "Ai ni biau'r cyfeiriad mewn gwirionedd? Mae rhai ffug yn edrych bron yr un fath.",
	title: "Gwirio anfonwr neu wefan",
	lead: "Teipiwch neu gludwch gyfeiriad. Byddwn yn dweud wrthych ai ni biau ef. Nid ydym yn cadw'r hyn a rowch yma.",
	address: "Cyfeiriad, neu'r neges gyfan",
	hint: "Er enghraifft, help@example.org neu www.example.org. Gallwch gludo neges gyfan.",
	submit: "Ei wirio",
	noAddress: "Rhowch gyfeiriad e-bost neu gyfeiriad gwefan, fel help@example.org",
	result: {
		imitation: "Peidiwch ag ymddiried yn hwn",
		other: "Nid ni biau hwn",
		"our-domain": "Nid ydym yn anfon o'r cyfeiriad hwn",
		ours: "Ni biau'r cyfeiriad hwn",
	},
	verdict: {
		oursEmail: "Rydym yn anfon e-byst o'r cyfeiriad hwn.",
		oursWeb: "Dyma ein gwefan.",
		"our-domain": "Mae'n gorffen fel ein cyfeiriadau ni, ond nid ydym yn anfon ohono.",
		other: "Nid yw hwn yn un o'n cyfeiriadau.",
		imitation: "Nid ni biau hwn. Mae'n edrych fel {domain}.",
	},
	trick: {
		invisible: "Mae nodau cudd ynddo.",
		letters: "Mae ynddo lythrennau neu rifau sydd ond yn edrych fel ein rhai ni.",
		"before-at": "Mae'r rhan cyn yr @ yn edrych fel ein gwefan, ond mae'r ddolen yn arwain i rywle arall.",
		subdomain: "Mae ein henw ar y dechrau. Diwedd cyfeiriad sy'n dangos pwy biau ef, ac nid ni biau'r diwedd.",
		ending: "Mae ein henw ynddo, ond mae'r diwedd yn wahanol.",
		hyphen: "Nid yw ei gysylltnodau yn yr un lle â'n rhai ni.",
		"added-words": "Mae'n ychwanegu llythrennau neu eiriau at ein henw.",
		spelling: "Mae wedi'i sillafu bron fel ein henw ni.",
		"local-part": "Dim ond yn y rhan cyn yr @ y mae ein cyfeiriad.",
		name: "Mae'n dangos ein henw, ond nid ni biau'r cyfeiriad.",
	},
	letters: "Nid y rhain yw'r llythrennau y maent yn ymddangos i fod: {letters}",
	caution:
		"Gall unrhyw un ffugio cyfeiriad anfonwr. Hyd yn oed os ni biau'r cyfeiriad, peidiwch â gwneud dim os yw neges yn gofyn am god, cyfrinair neu arian.",
	spot: "Sut i adnabod sgamiau",
	another: "Gwirio cyfeiriad arall",
} satisfies Messages["fakes"];
