import type { DataCategory } from "../../../data-categories";
import { actions, heading, list, note, type PageSource, steps, text } from "../content-blocks";

const means = heading("Beth allai hyn ei olygu");
const first = heading("Beth i’w wneud yn gyntaf");
const know = heading("Da gwybod");

export default {
	name: {
		title: "Os oedd eich enw yn y data",
		lead: "Nid yw eich enw ar ei ben ei hun yn datgelu llawer, ond gall wneud i sgam edrych yn ddilys.",
		blocks: [
			means,
			list(
				"Gallai neges dwyllodrus eich cyfarch wrth eich enw.",
				"Gallai rhywun ddefnyddio eich enw gyda manylion eraill amdanoch.",
				"Ni all neb agor cyfrif gyda’ch enw yn unig.",
			),
			first,
			actions,
			know,
			text("Ni wnaethoch ddim o’i le. Nid oes angen i chi newid eich enw na’ch cyfrifon."),
		],
	},
	"email-address": {
		title: "Os oedd eich cyfeiriad e-bost yn y data",
		lead: "Y brif risg yw e-bost twyllodrus sy’n defnyddio ein henw. Diogelwch eich cyfrif e-bost yn gyntaf.",
		blocks: [
			means,
			list(
				"Gallech gael e-byst sy’n edrych fel petaent wedi dod gennym ni.",
				"Gallant gynnig ad-daliad i chi, neu ofyn i chi ailosod cyfrinair.",
				"Gallent ddod fisoedd lawer o nawr.",
			),
			first,
			actions,
			know,
			list(
				"Ni all neb ddarllen eich e-bost dim ond am ei fod yn gwybod eich cyfeiriad.",
				"Nid oes byth ddolen i fewngofnodi yn ein e-byst.",
				"Gweler [sut i wybod ai gennym ni y daeth neges](/verify).",
			),
		],
	},
	"telephone-number": {
		title: "Os oedd eich rhif ffôn yn y data",
		lead: "Y brif risg yw galwad neu neges destun dwyllodrus. Gallwch roi’r ffôn i lawr bob amser.",
		blocks: [
			means,
			list(
				"Gallai rhywun eich ffonio a dweud ei fod yn ffonio ar ein rhan ni, eich banc neu’r heddlu.",
				"Gallai neges destun ofyn i chi ddilyn dolen neu ffonio rhif.",
				"Gellir ffugio’r rhif ar eich sgrin.",
			),
			first,
			actions,
			know,
			list(
				"Ni fyddwn byth yn gofyn i chi am god dros y ffôn.",
				"Ni fydd ots gan alwr go iawn os rhowch y ffôn i lawr a ffonio’n ôl.",
			),
		],
	},
	"postal-address": {
		title: "Os oedd eich cyfeiriad post yn y data",
		lead: "Y brif risg yw llythyr twyllodrus. I rai pobl, gall fod yn fater o ddiogelwch hefyd.",
		blocks: [
			means,
			list(
				"Gallai llythyr ddefnyddio ein henw a gofyn am arian neu fanylion.",
				"Gallai rhywun ddefnyddio eich cyfeiriad gyda’ch enw a’ch dyddiad geni.",
				"Os ydych yn cadw eich cyfeiriad yn breifat, gall hyn eich poeni.",
			),
			first,
			actions,
			know,
			note(
				"Os ydych yn cadw eich cyfeiriad yn breifat",
				"Rhowch wybod i’n cyswllt diogelwch ar {safety}. Byddwn yn gwrando ac yn helpu.",
			),
		],
	},
	"date-of-birth": {
		title: "Os oedd eich dyddiad geni yn y data",
		lead: "Gyda’ch enw a’ch cyfeiriad, gallai helpu rhywun i esgus mai chi ydyw.",
		blocks: [
			means,
			list(
				"Gallai rhywun geisio agor cyfrif yn eich enw chi.",
				"Gallai rhywun ei ddefnyddio i basio gwiriad diogelwch.",
				"Mae’r rhan fwyaf o gwmnïau’n gofyn am fwy na hyn cyn agor cyfrif.",
			),
			first,
			actions,
			know,
			list(
				"Mae llythyr am gyfrif na wnaethoch chi ei agor yn arwydd o berygl. Gweithredwch yn fuan.",
				"Nid yw edrych ar eich adroddiad credyd eich hun yn effeithio ar eich sgôr.",
			),
		],
	},
	password: {
		title: "Os oedd cyfrinair neu ateb diogelwch yn y data",
		lead: "Newidiwch ef nawr, ym mhob man lle rydych wedi’i ddefnyddio.",
		blocks: [
			means,
			list(
				"Gallai rhywun roi cynnig ar y cyfrinair ar wefannau eraill.",
				"Gallai rhywun ddefnyddio ateb diogelwch i fynd i mewn i gyfrif.",
				"Gallai rhywun anfon y cyfrinair atoch i’ch dychryn.",
			),
			first,
			actions,
			heading("Os yw neges yn dangos hen gyfrinair i chi"),
			text(
				"Mae rhai troseddwyr yn anfon hen gyfrinair gyda bygythiad, er mwyn i bobl dalu. Anaml y maent yn gwybod dim mwy.",
			),
			steps(
				"Peidiwch ag ateb.",
				"Peidiwch â thalu.",
				"Anfonwch yr e-bost ymlaen i {suspicious-email}.",
				"Dilëwch ef.",
				"Newidiwch y cyfrinair hwnnw lle bynnag rydych yn dal i’w ddefnyddio.",
			),
			know,
			list(
				"Allwedd mynediad (passkey) yw’r ffordd fwyaf diogel o fewngofnodi. Ni all neb ei dyfalu.",
				"Nid yw’r wefan hon yn defnyddio cyfrineiriau. Rydym yn anfon cod atoch.",
			),
		],
	},
	"bank-details": {
		title: "Os oedd eich manylion banc yn y data",
		lead: "Gwyliwch eich cyfrif am daliadau nad ydych yn eu hadnabod. Nid oes angen i chi ei gau.",
		blocks: [
			means,
			list(
				"Gallai rhywun geisio sefydlu Debyd Uniongyrchol gyda’ch manylion.",
				"Gallai rhywun ffonio a dweud ei fod yn ffonio o’ch banc.",
				"Nid yw’r manylion hyn ar eu pen eu hunain yn gadael neb i mewn i’ch cyfrif.",
			),
			first,
			actions,
			know,
			list(
				"Mae’r Warant Debyd Uniongyrchol yn rhoi eich arian yn ôl os yw taliad yn anghywir.",
				"Nid yw eich banc byth yn gofyn i chi symud arian i’w gadw’n ddiogel.",
				"Nid yw {bank} byth yn eich ffonio chi. Os cewch alwad oddi wrtho, rhowch y ffôn i lawr.",
			),
		],
	},
	membership: {
		title: "Os oedd eich aelodaeth yn y data",
		lead: "Gallai ddweud wrth eraill beth rydych yn ei gredu. Mae’r gyfraith yn rhoi diogelwch ychwanegol i hyn.",
		blocks: [
			means,
			list(
				"Gallai eraill ddod i wybod eich bod yn aelod neu wedi bod yn aelod.",
				"Gallai sgam ofyn i chi adnewyddu neu dalu.",
				"Efallai y byddwch yn poeni beth fydd pobl yn ei feddwl yn y gwaith neu gartref.",
			),
			first,
			actions,
			know,
			list(
				"Nid oes rhaid i chi siarad amdano gyda neb.",
				"Gall fod gennych hawliau os cewch eich trin yn wael yn y gwaith oherwydd eich barn.",
			),
		],
	},
	"political-opinion": {
		title: "Os oedd eich barn wleidyddol yn y data",
		lead: "Ni allwch newid hyn fel y byddech yn newid cyfrinair. Mae’r gyfraith yn rhoi diogelwch ychwanegol iddo.",
		blocks: [
			means,
			list(
				"Gallai eraill ddod i wybod beth a ddywedoch wrthym am eich barn.",
				"Gallai rhywun ei ddefnyddio i’ch cynhyrfu neu i roi pwysau arnoch.",
				"Gallai sgam sôn am achos sy’n bwysig i chi.",
			),
			first,
			actions,
			know,
			list("Mae gennych hawl i’ch barn.", "Gallwch ofyn i ni roi’r gorau i ddefnyddio’r hyn rydym yn ei gadw amdani."),
		],
	},
	"trade-union": {
		title: "Os oedd eich aelodaeth o undeb llafur yn y data",
		lead: "Gall hyn eich poeni yn y gwaith. Mae gennych hawliau, a gallwch gael help.",
		blocks: [
			means,
			list(
				"Gallai eraill ddod i wybod eich bod yn perthyn i undeb.",
				"Efallai y byddwch yn poeni y daw eich rheolwr i wybod.",
				"Gallai sgam ddefnyddio enw eich undeb.",
			),
			first,
			actions,
			know,
			list(
				"Mae yn erbyn y gyfraith eich trin yn wael yn y gwaith am fod mewn undeb.",
				"Gall eich undeb helpu a’ch cefnogi.",
			),
		],
	},
	"identity-document": {
		title: "Os oedd rhif dogfen adnabod yn y data",
		lead: "Dywedwch wrth bwy bynnag a’i rhoddodd. Yna gwyliwch am gyfrifon na wnaethoch chi eu hagor.",
		blocks: [
			means,
			list(
				"Gallai rhywun ddefnyddio’r rhif i esgus mai chi ydyw.",
				"Mae’n fwy defnyddiol iddynt os oes ganddynt eich enw a’ch dyddiad geni hefyd.",
				"Nid yw’r ddogfen ei hun ganddynt.",
			),
			first,
			actions,
			know,
			list(
				"Yn aml nid yw’r rhif ar ei ben ei hun yn ddigon i agor cyfrif.",
				"Efallai na fydd angen dogfen newydd arnoch. Gofynnwch yn gyntaf.",
			),
		],
	},
	donations: {
		title: "Os oedd eich rhoddion yn y data",
		lead: "Gallai sgam sôn am beth a roesoch, a phryd. Nid yw hynny’n ei wneud yn ddilys.",
		blocks: [
			means,
			list(
				"Gallai neges ddiolch i chi am rodd go iawn a gofyn am fwy.",
				"Gallai neges ddweud bod ad-daliad yn ddyledus i chi.",
				"Gallai eraill ddod i wybod at ba achos y rhoesoch.",
			),
			first,
			actions,
			know,
			list(
				"Nid yw ein e-byst am y digwyddiad hwn byth yn gofyn i chi roi arian.",
				"Os nad ydych yn siŵr am neges, ffoniwch {helpline}.",
			),
		],
	},
	correspondence: {
		title: "Os oedd eich llythyrau neu negeseuon atom yn y data",
		lead: "Gallai sgam ddyfynnu eich geiriau chi eich hun. Nid yw hynny’n ei wneud yn ddilys.",
		blocks: [
			means,
			list(
				"Gallai neges barhau â sgwrs go iawn a gawsoch gyda ni.",
				"Gallai ofyn i chi agor ffeil neu ddilyn dolen.",
				"Gallai eraill ddod i wybod beth a ddywedoch wrthym.",
			),
			first,
			actions,
			know,
			list(
				"Meddyliwch am yr hyn a ysgrifennoch, a gwyliwch am negeseuon sy’n ei ddefnyddio.",
				"Os ysgrifennoch atom am rywbeth preifat, ffoniwch {helpline}. Byddwn yn dweud wrthych beth rydym yn ei wybod.",
			),
		],
	},
} satisfies Record<DataCategory, PageSource>;
