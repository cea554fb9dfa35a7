import type { Messages } from "../messages";

export default {
	title: "Cwcis ar y wefan hon",
	lead: "Dim ond cwcis na all y wefan weithio hebddynt rydym yn eu defnyddio. Felly does dim i'w dderbyn.",
	what: "Beth yw cwci",
	whatText: "Nodyn bach y mae eich porwr yn ei gadw ar gyfer gwefan yw cwci. Caiff ei anfon yn ôl ar bob ymweliad.",
	ours: "Y cwcis rydym yn eu defnyddio",
	caption: "Y cwcis y mae'r wefan hon yn eu gosod, a diben pob un",
	name: "Enw",
	purpose: "Ei ddiben",
	when: "Pryd y caiff ei osod",
	ends: "Pryd y daw i ben",
	cookie: {
		member: {
			purpose:
				"Yn eich cadw wedi mewngofnodi. Mae hefyd yn cadw rhai codau yn ôl i chi, rhag ofn i eraill ofyn am ormod.",
			when: "Pan fyddwch yn mewngofnodi.",
			ends: "Pan fyddwch yn allgofnodi neu'n cau eich porwr.",
		},
		"code-sign-in": {
			purpose: "Yn sicrhau mai dim ond yn y porwr a ofynnodd amdano y mae eich cod yn gweithio.",
			when: "Pan fyddwch yn gofyn am god.",
			ends: "Pan fyddwch wedi mewngofnodi, yn allgofnodi neu'n cau eich porwr.",
		},
		"code-address": {
			purpose: "Yn gwneud yr un peth pan fyddwch yn ychwanegu cyfeiriad arall.",
			when: "Pan fyddwch yn gofyn am god ar gyfer cyfeiriad arall.",
			ends: "Pan gaiff y cyfeiriad ei ychwanegu, neu pan fyddwch yn allgofnodi neu'n cau eich porwr.",
		},
		typed: {
			purpose: "Yn cadw'r hyn rydych wedi'i deipio pan fyddwch yn newid iaith tudalen.",
			when: "Pan fyddwch yn newid iaith tudalen sydd â ffurflen.",
			ends: "Pan fydd y dudalen yno yn yr iaith arall, neu ar ôl 5 munud.",
		},
		staff: {
			purpose: "Yn cadw ein staff wedi mewngofnodi, a rhai codau yn ôl iddynt.",
			when: "Pan fydd aelod o staff yn mewngofnodi.",
			ends: "Pan fyddant yn allgofnodi neu'n cau eu porwr.",
		},
		"code-staff": {
			purpose: "Yn gwneud i staff yr hyn y mae'r cwci cod yn ei wneud i chi.",
			when: "Pan fydd aelod o staff yn gofyn am god.",
			ends: "Pan fyddant wedi mewngofnodi, yn allgofnodi neu'n cau eu porwr.",
		},
		authjs: {
			purpose: "Yn cadw'r ffordd yn ddiogel pan fyddwch yn mewngofnodi gyda chyfrif sydd gennych yn rhywle arall.",
			when: "Dim ond os dewiswch fewngofnodi felly.",
			ends: "Ar ôl 15 munud, neu pan fyddwch yn cau eich porwr.",
		},
	},
	notUsed: "Beth nad ydym yn ei ddefnyddio",
	notUsedText: "Dydyn ni ddim yn cyfrif nac yn dilyn ymwelwyr. Nid oes cwmni arall yn gosod cwci yma.",
	off: "Os byddwch yn diffodd cwcis",
	offText: "Gallwch ddarllen yr holl ganllawiau a diweddariadau o hyd. Ni allwch fewngofnodi.",
} satisfies Messages["cookies"];
