import type { ActionSources } from "../content-blocks";

export default {
	"change-password": {
		title: "Newidiwch y cyfrinair",
		why: "Gallai rhywun ei ddefnyddio i fynd i mewn i’ch cyfrifon.",
		steps: [
			"Newidiwch y cyfrinair roeddech yn ei ddefnyddio gyda ni.",
			"Newidiwch ef ar bob gwefan arall lle rydych wedi’i ddefnyddio.",
			"Newidiwch unrhyw ateb diogelwch a roesoch i ni hefyd.",
			"Dewiswch allwedd mynediad (passkey) lle mae gwefan yn cynnig un.",
			"Os nad oes un, gadewch i reolwr cyfrineiriau greu cyfrinair newydd.",
			"Trowch ddilysu 2 gam ymlaen.",
		],
	},
	"secure-email": {
		title: "Diogelwch eich cyfrif e-bost",
		why: "Gall unrhyw un sy’n mynd i mewn i’ch e-bost ailosod eich cyfrineiriau eraill.",
		steps: [
			"Agorwch osodiadau diogelwch eich cyfrif e-bost.",
			"Crëwch allwedd mynediad (passkey) os cewch gynnig un.",
			"Os na chewch, trowch ddilysu 2 gam ymlaen.",
			"Defnyddiwch dri gair ar hap ar gyfer cyfrinair y mae’n rhaid i chi ei gofio.",
			"Gwnewch yn siŵr nad yw eich e-bost yn cael ei anfon ymlaen at rywun arall.",
		],
	},
	"stay-safe": {
		title: "Dywedwch wrthym os nad ydych yn teimlo’n ddiogel",
		why: "Mae rhai pobl mewn perygl os daw eraill i wybod ble maent yn byw neu beth maent yn ei gredu.",
		steps: [
			"Ffoniwch {emergency} os ydych mewn perygl nawr.",
			"Ffoniwch ein cyswllt diogelwch ar {safety} os ydych yn poeni.",
			"Dywedwch wrthym sut y gallwn gysylltu â chi’n ddiogel.",
			"Darllenwch [beth i’w wneud os ydych yn poeni am eich diogelwch](safety).",
		],
	},
	"watch-bank": {
		title: "Cadwch lygad ar eich cyfrif banc",
		why: "Gallai rhywun geisio cymryd taliad gyda’ch manylion.",
		steps: [
			"Edrychwch drwy eich cyfriflenni banc ers y digwyddiad.",
			"Chwiliwch am daliadau nad ydych yn eu hadnabod.",
			"Os dewch o hyd i un, ffoniwch {bank}. Mae’r rhif hwn yn cyrraedd y rhan fwyaf o fanciau.",
			"Gofynnwch i’ch banc am ad-daliad o dan y Warant Debyd Uniongyrchol.",
			"Cadwch eich cyfrif ar agor. Nid oes angen i chi ei gau.",
		],
	},
	"expect-calls": {
		title: "Disgwyliwch alwadau a negeseuon testun twyllodrus",
		why: "Gallai rhywun eich ffonio neu anfon neges destun atoch yn ein henw ni.",
		steps: [
			"Peidiwch byth â rhoi cod i rywun sy’n eich ffonio.",
			"Os yw galwad yn teimlo’n anghywir, rhowch y ffôn i lawr.",
			"Ffoniwch yn ôl ar rif sydd gennych eisoes.",
			"Anfonwch neges destun dwyllodrus ymlaen i {suspicious-text}. Mae am ddim.",
			"I roi gwybod am alwad, anfonwch y gair CALL a’r rhif mewn neges destun i {suspicious-text}.",
		],
	},
	"expect-emails": {
		title: "Disgwyliwch e-byst twyllodrus yn ein henw ni",
		why: "Gallai rhywun ysgrifennu atoch yn ein henw ni.",
		steps: [
			"Peidiwch â dilyn dolenni mewn e-bost sy’n honni dod oddi wrthym ni.",
			"Teipiwch {domain} yn eich porwr yn lle hynny.",
			"Anfonwch e-bost twyllodrus ymlaen i {suspicious-email}.",
			"Yna dilëwch ef.",
		],
	},
	"report-document": {
		title: "Dywedwch wrth y sefydliad a roddodd eich dogfen",
		why: "Gallai rhywun ddefnyddio’r rhif i esgus mai chi ydyw.",
		steps: [
			"Gwelwch pa ddogfen oedd hi. Mae eich ateb ar y wefan hon yn dweud.",
			"Cysylltwch â phwy bynnag a’i rhoddodd, fel Swyddfa Basbort EF.",
			"Dywedwch wrthynt fod y rhif mewn tor diogelwch data. Defnyddiwch eu tudalen am ddogfennau coll.",
			"Gofynnwch a oes angen un newydd arnoch.",
			"Nodwch gyda phwy y gwnaethoch siarad, a phryd.",
		],
	},
	"check-credit": {
		title: "Edrychwch ar eich adroddiad credyd",
		why: "Gallai rhywun geisio agor cyfrif yn eich enw chi.",
		steps: [
			"Gofynnwch i asiantaeth gwirio credyd am eich adroddiad credyd.",
			"Chwiliwch am gyfrifon na wnaethoch chi eu hagor.",
			"Os nad chi biau cyfrif, dywedwch wrth y benthyciwr.",
			"Rhowch wybod i {fraud}.",
			"Edrychwch ar eich adroddiad eto ymhen tri mis.",
		],
	},
	"check-letters": {
		title: "Gwiriwch lythyrau sy’n honni dod oddi wrthym ni",
		why: "Gallai rhywun anfon llythyr yn ein henw ni.",
		steps: [
			"Cymharwch y llythyr â’r [diweddariadau ar y wefan hon](/updates).",
			"Os oes gennych amheuon, peidiwch â ffonio rhif yn y llythyr.",
			"Peidiwch â sganio cod QR sydd ynddo.",
			"Ffoniwch ein llinell gymorth ar {helpline} i ofyn a yw’n ddilys.",
		],
	},
	"real-details": {
		title: "Peidiwch ag ymddiried mewn neges dim ond am fod ganddi eich manylion",
		why: "Gall neges dwyllodrus ddefnyddio manylion cywir amdanoch. Nid yw manylion cywir yn profi bod neges yn ddilys.",
		steps: [
			"Arhoswch a meddyliwch pan fydd neges yn defnyddio eich manylion.",
			"Gwiriwch a yw’r un newyddion yn [ein diweddariadau](/updates).",
			"Peidiwch ag ateb na thalu nes eich bod yn siŵr.",
			"Darllenwch [sut i adnabod sgamiau](spotting-scams).",
		],
	},
	"protective-registration": {
		title: "Ystyriwch Gofrestriad Amddiffynnol",
		why: "Bydd cwmnïau wedyn yn gwneud mwy o wiriadau cyn agor cyfrif yn eich enw chi.",
		steps: [
			"Darllenwch amdano ar wefan {cifas}.",
			"Mae’n costio {cifas-price}.",
			"Nid yw’n effeithio ar eich sgôr credyd.",
			"Cofrestrwch ar-lein os ydych yn dymuno.",
		],
	},
	"get-support": {
		title: "Cael cymorth os yw hyn yn eich poeni",
		why: "Ni allwch newid y manylion hyn fel y byddech yn newid cyfrinair.",
		steps: [
			"Siaradwch â rhywun rydych yn ymddiried ynddo.",
			"Ffoniwch ein llinell gymorth ar {helpline}.",
			"Cadwch nodyn o unrhyw fygythiad neu driniaeth annheg, gyda’r dyddiad.",
			"Os yw’n digwydd yn y gwaith, dywedwch wrth reolwr rydych yn ymddiried ynddo neu wrth eich undeb.",
			"Os bydd rhywun yn eich bygwth, dywedwch wrth yr heddlu.",
		],
	},
	"use-your-rights": {
		title: "Eich hawliau",
		why: "Mae’r gyfraith yn rhoi diogelwch ychwanegol i’r math hwn o ddata. Rhaid i ni allu dweud pam rydym yn ei gadw.",
		steps: [
			"Darllenwch yn eich ateb pam rydym yn ei gadw.",
			"Gofynnwch i ni am gopi os ydych eisiau un.",
			"Os nad ydych am i ni ei ddefnyddio, dywedwch wrthym am roi’r gorau iddi.",
			"Ysgrifennwch at ein swyddog diogelu data yn {dpo}.",
		],
	},
	"check-details": {
		title: "Gwiriwch fod ein cofnodion yn gywir",
		why: "Gall rhai o’n cofnodion fod ar goll neu’n anghywir.",
		steps: [
			"Edrychwch ar [eich manylion cyswllt](/preferences).",
			"Cywirwch yr hyn sy’n anghywir.",
			"Os ydych yn ein talu drwy Ddebyd Uniongyrchol, edrychwch ar eich cyfriflen banc nesaf.",
			"Os oes rhywbeth ar goll, ffoniwch ni ar {helpline}.",
		],
	},
	"other-addresses": {
		title: "Gwiriwch gyfeiriadau eraill rydych wedi’u defnyddio",
		why: "Dim ond drwy gyfeiriad rydych wedi’i gadarnhau y gallwn ddod o hyd i chi.",
		steps: [
			"Meddyliwch am gyfeiriadau e-bost eraill rydych wedi’u defnyddio gyda ni.",
			"[Ychwanegwch bob un](/identifiers).",
			"Edrychwch ar eich ateb eto.",
		],
	},
	"stay-alert": {
		title: "Dysgwch arwyddion sgam",
		why: "Mae sgamiau yn aml yn dilyn y newyddion, hyd yn oed fisoedd wedyn.",
		steps: [
			"Darllenwch [sut i adnabod sgamiau](spotting-scams).",
			"Byddwch yn ofalus gyda negeseuon sy’n defnyddio ein henw.",
			"Anfonwch e-byst twyllodrus ymlaen i {suspicious-email}.",
			"Anfonwch negeseuon testun twyllodrus ymlaen i {suspicious-text}.",
		],
	},
} satisfies ActionSources;
