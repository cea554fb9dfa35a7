import type { Messages } from "../messages";

export default {
	checkTitle: "Gwirio cadarnhad",
	checkLead:
		"Efallai fod rhywun wedi rhoi cod neu destun wedi'i lofnodi i chi i ddangos beth a ddywedwyd wrthynt. Cewch weld beth a ddywedwyd, a phryd.",
	checkLink: "Gwirio cod neu destun",
	keys: "Gallwch hefyd wirio'r llofnod eich hun. <keys>Ein hallweddi a sut i'w defnyddio</keys> (yn Saesneg).",
	title: "Gwirio cadarnhad",
	lead: "Dim ond yr hyn y dewisodd y deiliad ei ddangos a welwch. Nid ydym yn dweud wrthynt eich bod wedi edrych.",
	code: "Cod neu destun y cadarnhad",
	hint: "Teipiwch y cod, fel ABCD-1234-EFGH-5678. Neu gludwch y testun cyfan, gyda'i lofnod.",
	submit: "Ei wirio",
	notACode: "Rhowch y cod fel y mae ar y papur: 16 o lythrennau a rhifau. Neu gludwch y testun cyfan.",
	unknown: "Nid oes cadarnhad â'r cod hwn. Efallai ei fod wedi'i gamdeipio, neu fod y deiliad wedi'i dynnu'n ôl.",
	altered:
		"Nid yw'r testun hwn fel y gwnaethom ei lofnodi. Mae rhywbeth ynddo wedi'i newid neu ar goll. Rhowch gynnig ar y cod yn lle hynny.",
	found: "Mae'r cadarnhad hwn yn ddilys",
	foundLead:
		"Dywedodd {organisation} yr hyn sydd isod wrth y person a brofodd mai ef neu hi biau un o'r cyfeiriadau hyn.",
	toldOn: "Dywedwyd ar",
	addresses: "Cyfeiriadau, wedi'u cuddio'n rhannol",
	outcome: "Ateb",
	version: "Fersiwn o'r data",
	kinds: "Mathau o ddata",
	notSaid: "Dewisodd y deiliad beidio â dweud",
	noKinds: "Dim",
	limits: "Mae'n dweud beth roeddem yn ei wybod y diwrnod hwnnw. Nid yw'n dweud pwy yw'r person o'ch blaen.",
	another: "Gwirio cadarnhad arall",
	meaning: {
		affected: "Roedd eu cofnodion yn y data a effeithiwyd",
		"not-found": "Ni chanfuwyd eu cofnodion yn y data a effeithiwyd",
		"under-review": "Ddim yn sicr eto: mae rhywfaint o'r data'n dal i gael ei ailadeiladu",
		"unable-to-match": "Nid oedd modd gwahaniaethu rhwng y cofnodion a rhai rhywun arall",
	},
} satisfies Messages["verify"];
