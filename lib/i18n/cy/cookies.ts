import type { Messages } from "../messages";

export default {
	title: "Cwcis ar y wefan hon",
	lead: "Rydym yn defnyddio dim ond y cwcis sydd eu hangen er mwyn i’r wefan weithio. Felly nid ydym yn gofyn i chi eu derbyn.",
	what: "Beth yw cwci",
	whatText:
		"Ffeil fach y mae eich porwr yn ei chadw ar gyfer gwefan yw cwci. Mae eich porwr yn ei hanfon yn ôl ar bob ymweliad.",
	ours: "Y cwcis rydym yn eu defnyddio",
	caption: "Y cwcis y mae’r wefan hon yn eu gosod, a diben pob un",
	name: "Enw",
	purpose: "Ei ddiben",
	when: "Pryd y caiff ei osod",
	ends: "Pryd y daw i ben",
	cookie: {
		member: {
			purpose:
				"Yn eich cadw wedi mewngofnodi. Mae hefyd yn sicrhau y gallwch gael cod os bydd rhywun arall yn gofyn am ormod.",
			when: "Pan fyddwch yn mewngofnodi.",
			ends: "Pan fyddwch yn allgofnodi neu’n cau eich porwr.",
		},
		browser: {
			purpose:
				"Yn ein helpu i adnabod y porwr hwn. Os bydd rhywun yn mewngofnodi fel chi mewn porwr arall, byddwn yn anfon e-bost atoch.",
			when: "Pan fyddwch yn mewngofnodi.",
			ends: "Pan fyddwch yn allgofnodi, neu ar ôl 400 diwrnod.",
		},
		"code-sign-in": {
			purpose: "Yn sicrhau mai dim ond yn y porwr a ofynnodd amdano y mae eich cod yn gweithio.",
			when: "Pan fyddwch yn agor y dudalen sy’n gofyn am eich cyfeiriad.",
			ends: "Awr ar ôl i chi ofyn am god, neu pan fyddwch yn allgofnodi.",
		},
		"code-address": {
			purpose: "Yn gwneud yr un peth pan fyddwch yn ychwanegu cyfeiriad arall.",
			when: "Pan fyddwch yn agor y dudalen i ychwanegu cyfeiriad.",
			ends: "Awr ar ôl i chi ofyn am god, neu pan fyddwch yn allgofnodi.",
		},
		typed: {
			purpose: "Yn cadw’r hyn rydych wedi’i deipio pan fyddwch yn newid iaith tudalen.",
			when: "Pan fyddwch yn newid iaith tudalen sydd â ffurflen.",
			ends: "Pan fydd y dudalen yn agor yn yr iaith arall, neu ar ôl 5 munud.",
		},
		staff: {
			purpose: "Yn cadw ein staff wedi mewngofnodi, ac yn sicrhau y gallant gael cod.",
			when: "Pan fydd aelod o staff yn mewngofnodi.",
			ends: "Pan fyddant yn allgofnodi neu’n cau eu porwr.",
		},
		"code-staff": {
			purpose: "Yr un peth, ar gyfer staff.",
			when: "Pan fydd aelod o staff yn agor y dudalen fewngofnodi.",
			ends: "Awr ar ôl iddynt ofyn am god, neu pan fyddant yn allgofnodi.",
		},
		authjs: {
			purpose: "Yn diogelu mewngofnodi gyda chyfrif o wasanaeth arall.",
			when: "Dim ond os dewiswch fewngofnodi felly.",
			ends: "Ar ôl 15 munud, neu pan fyddwch yn cau eich porwr.",
		},
	},
	kept: "Beth mae tab eich porwr yn ei gadw am gyfnod byr",
	keptText:
		"Pan fyddwch yn anfon ffurflen, mae’r tab yn cadw’r hyn a deipiwyd gennych nes i’n hateb gyrraedd. Os bydd y cysylltiad yn torri, ewch yn ôl a bydd yno o hyd. Nid ydym byth yn gweld y copi hwn.",
	notUsed: "Beth nad ydym yn ei ddefnyddio",
	notUsedText: "Nid ydym yn cyfrif nac yn olrhain ymwelwyr. Nid oes cwmni arall yn gosod cwci yma.",
	off: "Os byddwch yn diffodd cwcis",
	offText: "Gallwch ddarllen yr holl ganllawiau a diweddariadau o hyd, ond ni allwch fewngofnodi.",
} satisfies Messages["cookies"];
