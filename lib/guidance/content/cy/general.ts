import type { generalTopics } from "../../schema";
import { heading, list, type PageSource, steps, text } from "../content-blocks";
import { examples } from "./examples";

export default {
	"spotting-scams": {
		title: "Sut i adnabod sgamiau",
		lead: "Ar ôl digwyddiad fel hwn, mae troseddwyr yn anfon negeseuon ffug. Gallwch ddysgu eu hadnabod.",
		blocks: [
			heading("Pum arwydd"),
			list(
				"Awdurdod: mae’n dweud ei bod yn dod gan rywun pwysig, fel ni, eich banc neu’r heddlu.",
				"Brys: mae’n dweud bod rhaid i chi weithredu nawr.",
				"Emosiwn: mae’n ceisio eich dychryn, neu roi gobaith i chi.",
				"Prinder: mae’n cynnig rhywbeth na all ond ychydig o bobl ei gael.",
				"Materion cyfoes: mae’n defnyddio rhywbeth yn y newyddion, fel y digwyddiad hwn.",
			),
			heading("Beth na wnawn ni byth"),
			list(
				"Ni fyddwn byth yn anfon dolen i fewngofnodi.",
				"Ni fyddwn byth yn gofyn am god, cyfrinair na manylion banc.",
				"Ni fyddwn byth yn gofyn i chi dalu na symud arian.",
			),
			heading("Enghreifftiau"),
			text("Negeseuon ffug yw’r rhain, wedi’u creu gennym ni. Maent yn dangos sut y gall sgam edrych."),
			...examples,
			heading("Os cewch chi un"),
			steps(
				"Arhoswch. Nid oes rhaid i chi ateb.",
				"Anfonwch e-bost ymlaen i {suspicious-email}.",
				"Anfonwch neges destun ymlaen i {suspicious-text}. Mae am ddim.",
				"Rhowch y ffôn i lawr ar alwad. Anfonwch y gair CALL a’r rhif mewn neges destun i {suspicious-text}.",
				"Dilëwch y neges.",
			),
			heading("Os ydych eisoes wedi ateb"),
			text("Gall ddigwydd i unrhyw un. Gweithredwch yn fuan."),
			steps(
				"Os ydych wedi talu neu roi manylion banc, ffoniwch {bank}. Mae’r rhif hwn yn cyrraedd y rhan fwyaf o fanciau.",
				"Os ydych wedi rhoi cyfrinair, newidiwch ef lle bynnag rydych yn ei ddefnyddio.",
				"Rhowch wybod i {fraud}.",
			),
		],
	},
	safety: {
		title: "Os ydych yn poeni am eich diogelwch",
		lead: "Os ydych mewn perygl nawr, ffoniwch {emergency}.",
		blocks: [
			heading("Os ydych mewn perygl nawr"),
			list(
				"Ffoniwch {emergency} a gofynnwch am yr heddlu.",
				"Os na allwch siarad, ffoniwch {emergency} o ffôn symudol a gwrandewch. Pwyswch {silent-call} pan ofynnir i chi.",
				"Mae pwyso {silent-call} yn eich cysylltu â’r heddlu. Nid yw’n dweud wrthynt ble rydych chi.",
				"Gwrandewch ar eu cwestiynau. Pesychwch neu tapiwch y ffôn os na allwch ateb.",
				"Ar linell dir, nid yw pwyso {silent-call} yn gweithio. Arhoswch ar y llinell a gwnewch sŵn os gallwch.",
				"Os ydych yn teipio, ffoniwch {emergency-relay} gydag ap Relay UK neu ffôn testun.",
				"Os na allwch ffonio, anfonwch {emergency-text}. Cofrestrwch heddiw: anfonwch {emergency-text} gyda’r gair REGISTER.",
			),
			heading("Siaradwch â ni"),
			text(
				"Ffoniwch ein cyswllt diogelwch ar {safety}, neu ysgrifennwch at {safety-email}. Mae’r llinell ar agor {safety-hours}.",
			),
			list(
				"Nid oes rhaid i chi brofi dim.",
				"Dywedwch wrthym os nad yw’n ddiogel eich ffonio neu ysgrifennu atoch.",
				"Dywedwch wrthym sut yr hoffech i ni gysylltu â chi.",
			),
			heading("Llinellau cymorth"),
			text("Mae’r llinellau hyn am ddim, ddydd a nos. Maent yn helpu unrhyw un sy’n ofni rhywun agos atynt."),
			list("{abuse-helplines}"),
			list(
				"Os oes rhywun yn eich stelcian, ffoniwch y National Stalking Helpline ar {stalking}.",
				"Os ydych yn teimlo na allwch ymdopi, ffoniwch y Samariaid ar {samaritans}. Mae am ddim, ddydd a nos.",
			),
			heading("I bwy mae hyn"),
			list(
				"Rydych yn cadw eich cyfeiriad yn breifat oherwydd rhywun.",
				"Rydych yn ofni beth allai eraill ei wneud os dônt i wybod eich barn.",
				"Mae rhywun wedi eich bygwth.",
				"Rydych yn poeni am rywun arall.",
			),
			heading("Beth allwch chi ei wneud"),
			steps(
				"Dywedwch wrth rywun rydych yn ymddiried ynddo.",
				"Cadwch nodyn o beth ddigwyddodd, a phryd.",
				"Cadwch negeseuon a llythyrau. Tynnwch lun ohonynt.",
				"Dywedwch wrth yr heddlu am unrhyw fygythiad.",
				"Os ydych yn byw neu’n gweithio gydag eraill, gofynnwch iddynt beidio â rhannu manylion amdanoch.",
			),
			heading("Pan fyddwch yn defnyddio’r wefan hon"),
			list(
				"Defnyddiwch ffôn neu gyfrifiadur na all y person rydych yn poeni amdano ei weld.",
				"Pwyswch “Gadael y dudalen hon” i adael yn gyflym. Mae’n eich allgofnodi hefyd.",
				"Ar fysellfwrdd, gallwch bwyso Shift dair gwaith yn lle hynny.",
				"Gall eich porwr restru’r tudalennau a welsoch o hyd. Gallwch glirio ei hanes.",
			),
		],
	},
	"helping-someone": {
		title: "Helpu rhywun arall",
		lead: "Gallwch helpu ffrind neu rywun yn eich teulu heb gymryd drosodd.",
		blocks: [
			heading("Sut i helpu"),
			steps(
				"Eisteddwch gyda nhw a darllenwch y wefan hon gyda’ch gilydd.",
				"Gadewch iddynt roi eu cyfeiriad e-bost a’u cod eu hunain.",
				"Darllenwch eu cynllun gyda nhw. Dechreuwch ar y brig.",
				"Gofynnwch beth maent am ei wneud. Gadewch iddynt ddewis.",
				"Edrychwch ar negeseuon newydd gyda’ch gilydd am gyfnod.",
			),
			heading("Peidiwch, os gwelwch yn dda"),
			list(
				"Peidiwch â mewngofnodi gyda’u cod pan nad ydynt yno.",
				"Peidiwch â chadw eu cod na’u cyfrinair.",
				"Peidiwch â’u beio os ydynt wedi ateb sgam. Gall ddigwydd i unrhyw un.",
			),
			heading("Os na allant ddefnyddio’r wefan hon"),
			list(
				"Gallant ffonio ein llinell gymorth ar {helpline}. Gallwch eistedd wrth eu hymyl.",
				"Darllenwch ein tudalen i [bobl nad ydynt yn defnyddio e-bost](without-email).",
				"Gofynnwch i ni am brint bras, hawdd ei ddeall, braille, sain neu fideo iaith arwyddion.",
			),
			heading("Os oes gennych awdurdod cyfreithiol i weithredu drostynt"),
			text(
				"Efallai fod gennych awdurdod cyfreithiol i weithredu drostynt, fel atwrneiaeth. Ffoniwch {helpline} a byddwn yn eich helpu chi’ch dau.",
			),
			heading("Os oes rhywun wedi marw"),
			text("Mae’n ddrwg gennym. Ffoniwch {helpline} a byddwn yn eich helpu."),
		],
	},
	"without-email": {
		title: "Os nad ydych yn defnyddio e-bost",
		lead: "Nid oes angen e-bost arnoch i gael help.",
		blocks: [
			heading("Gofynnwch i ni"),
			list(
				"Ffoniwch ein llinell gymorth ar {helpline}. Mae ar agor {helpline-hours}.",
				"Neu ysgrifennwch atom: {post}.",
				"Gofynnwch beth ddigwyddodd a beth allwch chi ei wneud. Ni allwn chwilio am eich ateb dros y ffôn na thrwy lythyr eto.",
				"Gallwch ofyn am gopi o’r data sydd gennym amdanoch. Peidiwch ag anfon manylion banc.",
			),
			heading("Beth allwch chi ei wneud nawr"),
			list(
				"Os yw galwad yn teimlo’n anghywir, rhowch y ffôn i lawr.",
				"Peidiwch byth â rhoi cod i rywun sy’n eich ffonio.",
				"Chwiliwch eich cyfriflenni banc am daliadau nad ydych yn eu hadnabod.",
				"Ffoniwch {bank} i gyrraedd eich banc. Mae’r rhif hwn yn gweithio i’r rhan fwyaf o fanciau.",
				"Cadwch lythyrau sy’n honni dod oddi wrthym ni. Ffoniwch ni i ofyn a ydynt yn ddilys.",
			),
			heading("Os ydych yn defnyddio Relay UK"),
			list(
				"I deipio, deialwch {relay-from-textphone} o flaen ein rhif.",
				"I siarad â rhywun sy’n teipio, deialwch {relay-from-telephone} o flaen eu rhif.",
			),
			heading("Os ydych yn defnyddio Iaith Arwyddion Prydain"),
			text("Gofynnwch i ni am help yn Iaith Arwyddion Prydain. Gall ffrind ffonio {helpline} ar eich rhan."),
		],
	},
} satisfies Record<(typeof generalTopics)[number], PageSource>;
