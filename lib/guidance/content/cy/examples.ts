import type { BlockSource } from "../content-blocks";

/** Twin of the English examples: the addresses belong to nobody and the numbers are Ofcom's for drama. */
export const examples: BlockSource[] = [
	{
		kind: "example",
		medium: "E-bost",
		from: "refunds@claim-centre.example",
		lines: [
			"Annwyl aelod,",
			"Mae £480 yn ddyledus i chi oherwydd y digwyddiad data. Dim ond y 500 hawliad cyntaf a gaiff eu talu.",
			"Mewngofnodwch o fewn 24 awr i gael eich arian: claim-centre.example/sign-in",
		],
		tells: [
			"Nid un o’n cyfeiriadau ni yw’r cyfeiriad.",
			"Mae’n cynnig arian na wnaethoch ofyn amdano. Mae’n ceisio eich temtio.",
			"Mae’n eich rhuthro: “o fewn 24 awr”, “y 500 cyntaf”.",
			"Mae ynddo ddolen i fewngofnodi. Ni fyddwn byth yn anfon un.",
		],
	},
	{
		kind: "example",
		medium: "Neges destun",
		from: "07700 900142",
		lines: [
			"BRYS: mae eich cofnod wedi’i ddwyn. Cadarnhewch pwy ydych chi neu byddwch yn colli eich aelodaeth: confirm-id.example",
		],
		tells: [
			"Mae “BRYS” yno i’ch dychryn.",
			"Mae’n gofyn i chi brofi pwy ydych chi drwy ddolen.",
			"Mae’n dod o rif nad ydych yn ei adnabod.",
		],
	},
	{
		kind: "example",
		medium: "Galwad ffôn",
		from: "020 7946 0321",
		lines: [
			"“Rwy’n ffonio o’r tîm diogelwch. Gallaf weld eich rhodd o £25 ym mis Mawrth.”",
			"“Mae rhywun yn eich cyfrif nawr. Darllenwch y cod rydym newydd ei anfon atoch ac fe wna i eu stopio nhw.”",
		],
		tells: [
			"Nid yw manylion cywir amdanoch yn profi bod yr alwad yn ddilys. Efallai eu bod yn dod o’r data.",
			"Mae’r galwr yn gofyn am god. Ni fyddwn byth yn gwneud hynny.",
			"Nid yw’n rhoi amser i chi feddwl.",
		],
	},
];
