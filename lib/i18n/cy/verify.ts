import type { Messages } from "../messages";

export default {
	checkTitle: "Gwirio cadarnhad",
	checkLead:
		"Efallai fod rhywun wedi rhoi cod neu destun wedi’i lofnodi i chi i ddangos beth a ddywedwyd wrthynt. Gwiriwch ef yma i weld beth a ddywedwyd, a phryd.",
	checkLink: "Gwirio cod neu destun",
	keys: "Gallwch hefyd wirio’r llofnod eich hun. <keys>Ein hallweddi a sut i’w defnyddio</keys> (yn Saesneg).",
	title: "Gwirio cadarnhad",
	lead: "Dim ond yr hyn y dewisodd y person ei rannu a welwch. Ni fyddwn yn dweud wrthynt eich bod wedi gwirio.",
	code: "Cod neu destun o’r cadarnhad",
	hint: "Rhowch y cod, fel ABCD-1234-EFGH-5678. Neu gludwch y testun cyfan, gan gynnwys y llofnod.",
	submit: "Gwirio",
	notACode: "Rhowch y cod yn union fel y mae ar y cadarnhad: 16 o lythrennau a rhifau. Neu gludwch y testun cyfan.",
	unknown: "Ni allwn ddod o hyd i’r cod hwn. Gwiriwch ei fod yn gywir. Os ydyw, efallai fod y person wedi’i ganslo.",
	altered:
		"Nid dyma’r testun a lofnodwyd gennym. Mae rhywbeth wedi’i newid neu ar goll. Rhowch gynnig ar y cod yn lle hynny.",
	found: "Mae’r cadarnhad hwn yn ddilys",
	foundLead: "Rhoddodd {organisation} yr ateb hwn i’r person sy’n defnyddio un o’r cyfeiriadau e-bost isod.",
	toldOn: "Hysbyswyd ar",
	addresses: "Cyfeiriadau, wedi’u cuddio’n rhannol",
	outcome: "Ateb",
	version: "Fersiwn o’r data",
	kinds: "Mathau o ddata",
	notSaid: "Dewisodd y person beidio â dweud",
	noKinds: "Dim",
	kindsUnknown: "Ddim yn hysbys eto",
	limits: "Mae hwn yn dweud beth roeddem yn ei wybod y diwrnod hwnnw. Nid yw’n profi pwy sy’n ei ddangos i chi.",
	another: "Gwirio cadarnhad arall",
	meaning: {
		affected: "Roedd eu cofnodion yn y data yr effeithiwyd arno",
		"not-found": "Ni chanfuwyd eu cofnodion yn y data yr effeithiwyd arno",
		"under-review": "Nid yw’n sicr eto: mae rhywfaint o’r data’n dal i gael ei adfer",
		"unable-to-match": "Nid oedd modd gwahaniaethu rhwng eu cofnodion a rhai rhywun arall",
	},
} satisfies Messages["verify"];
