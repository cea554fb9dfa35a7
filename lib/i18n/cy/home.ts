import type { Messages } from "../messages";

export default {
	updated: "Diweddarwyd {time}",
	nextUpdate: "Diweddariad nesaf erbyn {time}",
	leadCheck:
		"Mewngofnodwch gyda’ch cyfeiriad e-bost. Byddwn yn dweud wrthych a effeithiwyd ar eich cofnodion, pa rai, a beth i’w wneud gyntaf.",
	leadNothing: "Nid oedd gwybodaeth bersonol yn rhan o hyn, felly nid oes dim i chi ei wirio.",
	withoutEmail: "Nid wyf yn defnyddio e-bost",
	onlyRead: "Dim ond darllen amdano yr wyf am ei wneud",
	notAffected: "Nid effeithiwyd arnaf",
	aboutCheck: "Mae’n cymryd tua munud. Dim ond i chi y dangoswn eich ateb.",
	happened: "Beth ddigwyddodd",
	know: "Yr hyn a wyddom",
	doNotKnow: "Yr hyn na wyddom eto",
	doing: "Yr hyn rydym yn ei wneud",
	more: "Mwy am y digwyddiad hwn",
	updates: "Diweddariadau",
	allUpdates: "Pob diweddariad",
	noUpdates: "Nid oes diweddariadau eto. Pan gyhoeddwn un, bydd yma.",
	staySafe: "Cadwch yn ddiogel nawr",
	email: "E-bost amheus",
	emailDo: "Anfonwch ef ymlaen i <b>{address}</b>.",
	text: "Neges destun amheus",
	textDo: "Anfonwch hi ymlaen i <b>{number}</b>. Mae am ddim.",
	call: "Galwad amheus",
	callDo: "Rhowch y ffôn i lawr. Anfonwch y gair <b>CALL</b> a’r rhif mewn neges destun i <b>{number}</b>.",
	guidance: "Pob canllaw",
	others: "Digwyddiadau eraill",
	othersLead: "Cewch ateb ar wahân am bob un pan wiriwch eich cofnodion.",
	emptyTitle: "Nid oes dim wedi’i gyhoeddi yma eto",
	emptyLead:
		"Byddwn yn esbonio yma beth ddigwyddodd, ar bwy yr effeithiwyd a beth i’w wneud. Os ydych yn poeni nawr, cysylltwch â ni.",
} satisfies Messages["home"];
