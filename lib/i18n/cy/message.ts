import type { Messages } from "../messages";

export default {
	reference: "Cyfeirnod y neges: {reference}",
	checkIt:
		"I wirio mai gennym ni y daeth y neges hon, agorwch eich porwr a theipiwch {site} eich hun. Dewiswch “Ai gennym ni y daeth y neges hon?” a rhowch y cyfeirnod. Fe welwch yn union yr hyn a ysgrifennwyd gennym.",
	noLinks:
		"Nid oes dolenni nac atodiadau yn ein negeseuon e-bost. Ni fyddwn byth yn gofyn am gyfrinair, manylion banc na chod mewngofnodi.",
	helpline: "Llinell gymorth: {telephone}, {hours}.",
	sms: "Mae gennym neges i chi. Cyfeirnod {reference}. Nid ydym yn anfon dolenni. Ewch i’n gwefan, neu ffoniwch {telephone}.",
	changedSubject: "Edrychwch ar eich ateb eto",
	changedBody:
		"Gwnaethoch wirio a effeithiodd y digwyddiad hwn ar eich cofnodion: {incident}.\n\nRydym yn gwybod mwy nawr, ac mae’r ateb a roesom i chi wedi newid. I’w weld, agorwch eich porwr, teipiwch {site} eich hun a mewngofnodwch fel y gwnaethoch o’r blaen.\n\nOs hoffech gael help, ffoniwch ein llinell gymorth: {helpline}, {hours}.",
	linked: {
		subject: "Ynghylch {organisation} a’ch data",
		in: "Rydym yn ysgrifennu atoch oherwydd bod eich data yn y digwyddiad hwn: {incident}.",
		unsure:
			"Ni allwn ddiystyru bod eich data yn y digwyddiad hwn: {incident}.\n\nPan wnaethoch wirio, ni allem roi ateb terfynol i chi. Byddwn yn ysgrifennu atoch pan fyddwn yn gwybod mwy.",
		notIn:
			"Rydym yn ysgrifennu atoch am y digwyddiad hwn: {incident}.\n\nPan wnaethoch wirio, ni ddaethom o hyd i chi yn y data rydym yn gwybod amdano. Byddwn yn ysgrifennu atoch os bydd hynny’n newid.",
		notChecked:
			"Rydym yn ysgrifennu atoch am y digwyddiad hwn: {incident}.\n\nRydych wedi defnyddio ein gwefan, ond heb edrych eto a oedd eich data ynddo.",
		signIn: "I weld eich ateb a beth i’w wneud gyntaf, agorwch eich porwr, teipiwch {site} eich hun a mewngofnodwch.",
		safe: "Gall eraill ysgrifennu atoch yn ein henw ni. Ni fyddwn byth yn gofyn am gyfrinair, manylion banc na chod mewngofnodi.",
		help: "Os hoffech gael help, ffoniwch ein llinell gymorth: {helpline}, {hours}.",
	},
	title: "Gwirio neges",
	lead: "Rhowch y cyfeirnod sydd ar ddiwedd y neges, neu gludwch y neges gyfan. Byddwn yn ei chymharu â phopeth a anfonwyd gennym.",
	typed: "Cyfeirnod neu neges",
	hint: "Mae cyfeirnod yn edrych fel MP-7Q4K-3D9T. Gallwch hefyd roi cyfeiriad yr anfonwr. Nid ydym yn cadw’r hyn a ludwch.",
	submit: "Gwirio",
	empty: "Rhowch gyfeirnod, neu gludwch neges.",
	mistyped:
		"Nid yw’r cyfeirnod hwn yn gyflawn, neu mae un o’i nodau’n anghywir. Edrychwch arno eto. Os yw’n dal yn anghywir, efallai nad ein neges ni yw hi.",
	unknown: "Nid ydym wedi anfon neges â’r cyfeirnod hwn. Peidiwch â gwneud yr hyn y mae’n ei ofyn. Peidiwch â’i hateb.",
	same: "Gennym ni y daeth y neges hon",
	sameLead: "Ein geiriau ni yw pob brawddeg. Fe’i hanfonwyd ar {time}.",
	partialLead:
		"Ein geiriau ni yw pob brawddeg a ludwyd gennych, o neges a anfonwyd gennym ar {time}. Dim ond rhan ohoni ydyw.",
	more: "Nid ein geiriau ni yw’r cyfan",
	moreLead:
		"Mae ein neges gyfan ar {time} yma, heb ei newid. Nid ni ysgrifennodd y testun isod. Peidiwch â gwneud yr hyn y mae’r testun hwnnw’n ei ofyn.",
	hidden: "Ein geiriau ni yw’r rhain, ond nid ein dolenni ni",
	hiddenLead:
		"Anfonwyd y geiriau hyn gennym ar {time}. Mae system ddiogelu eich e-bost wedi rhoi ei dolenni ei hun ynddynt. Peidiwch â phwyso’r rheini. Teipiwch ein cyfeiriad eich hun.",
	hiddenMark: "Dolen a roddwyd gan system ddiogelu eich e-bost. Ni allwn weld i ble mae’n arwain:",
	altered: "Nid dyma a anfonwyd gennym",
	alteredLead:
		"Mae’n edrych fel ein neges ar {time}, ond mae wedi’i newid. Peidiwch â gwneud yr hyn y mae’n ei ofyn. Peidiwch â’i hateb.",
	notOurs: "Nid gennym ni y daeth hon",
	notOursLead:
		"Nid ydym wedi anfon unrhyw neges â’r geiriau hyn. Peidiwch â gwneud yr hyn y mae’n ei ofyn. Peidiwch â’i hateb.",
	several: "Daw’r geiriau hyn o fwy nag un o’n negeseuon",
	severalLead: "Ein geiriau ni yw pob brawddeg. I weld a yw neges yn gyflawn, gludwch un ar y tro.",
	namedIs: "Yr hyn a anfonwyd gennym mewn gwirionedd gyda’r cyfeirnod {reference}",
	picture:
		"Os gwnaethoch gopïo’r geiriau o lun, gall rhai llythrennau fod yn anghywir. Rhowch y cyfeirnod yn lle hynny.",
	report: "Anfonwch e-bost amheus ymlaen at {email}. Anfonwch neges destun amheus ymlaen i {number}. Yna dilëwch hi.",
	addedMark: "Nid ein geiriau ni:",
	missingMark: "Wedi’i adael allan:",
	another: "Gwirio neges arall",
	toChecker: "Gwirio neges a gawsoch",
	listTitle: "Negeseuon a anfonwyd gennym",
	listTitlePage: "Negeseuon a anfonwyd gennym, tudalen {page}",
	listLead: "Pob neges a anfonwyd gennym at grwpiau o bobl, air am air.",
	listEmpty: "Nid ydym wedi anfon unrhyw negeseuon eto.",
	listPages: "Tudalennau’r negeseuon",
	listLink: "Pob neges a anfonwyd gennym",
	sentOn: "Anfonwyd ar {time}",
	referenceIs: "Cyfeirnod {reference}",
	wentTo: "Fe’i hanfonwyd at bobl",
	cohort: {
		affected: "sydd yn y data yr effeithiwyd arno",
		"unable-to-match": "na allem wahaniaethu rhyngddynt a rhywun arall",
		"under-review": "nad oedd ganddynt ateb terfynol ar y pryd",
		"not-found": "na ddaethom o hyd iddynt yn y data yr effeithiwyd arno",
		"not-checked": "a oedd heb wirio eu cofnodion",
		"in-data": "sydd yn y data ac a oedd heb fewngofnodi erioed",
	},
	words: "Beth a ddywedodd",
	asksNothing: "Nid yw’n gofyn am ddim: dim cyfrinair, dim manylion banc, dim cod, dim ateb.",
	correctedBy: "Rydym wedi cywiro’r neges hon ers hynny: <link>{reference}</link>.",
	corrects: "Mae hon yn cywiro neges gynharach: <link>{reference}</link>.",
	asText: "Efallai i rai pobl gael y neges destun hon amdani:",
	onlyEnglish: "Yn Saesneg yn unig yr anfonwyd y neges hon.",
	ownTitle: "Negeseuon atoch chi",
	ownLead: "Popeth a anfonwyd gennym atoch am y digwyddiadau, drwy e-bost neu neges destun.",
	ownEmpty: "Nid ydym wedi anfon unrhyw negeseuon atoch.",
	state: {
		accepted: "Derbyniodd eich darparwr e-bost hi",
		unknown: "Efallai na chyrhaeddodd",
		"no-such-address": "Ni chyrhaeddodd: nid yw’r cyfeiriad yn bodoli",
		"not-accepting": "Ni chyrhaeddodd: nid yw’r blwch yn derbyn e-bost",
		complaint: "Derbyniodd eich darparwr e-bost hi",
		failed: "Ni chyrhaeddodd",
	},
	letterState: {
		sent: "Gwnaethom ei anfon atoch drwy’r post",
		returned: "Ni chyrhaeddodd: dychwelwyd ef gan y post",
	},
	textState: {
		accepted: "Fe’i hanfonwyd i’ch ffôn symudol fel neges destun",
		unknown: "Efallai na chyrhaeddodd",
		"no-such-address": "Ni chyrhaeddodd: nid yw’r rhif yn bodoli",
		"not-accepting": "Ni chyrhaeddodd: nid yw’r ffôn yn derbyn negeseuon",
		complaint: "Fe’i hanfonwyd i’ch ffôn symudol fel neges destun",
		failed: "Ni chyrhaeddodd",
	},
} satisfies Messages["message"];
