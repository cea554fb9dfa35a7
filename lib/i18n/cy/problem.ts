import type { Messages } from "../messages";

export default {
	formError: "Gwall: {title}",
	notFoundTitle: "Ni allwn ddod o hyd i’r dudalen honno",
	notFoundLead: "Gwiriwch y cyfeiriad. Efallai fod y dudalen wedi symud.",
	staffNotFoundTitle: "Ni allwn ddod o hyd i’r dudalen honno",
	staffNotFoundLead:
		"Gwiriwch y cyfeiriad. Os yw’n gywir, efallai nad yw eich rôl yn caniatáu i chi agor y dudalen hon. Gall gweinyddwr eich tîm newid eich rôl.",
	toDesk: "Yn ôl i’r ddesg",
	unavailableTitle: "Mae’n ddrwg gennym, nid yw’r gwasanaeth hwn ar gael ar hyn o bryd",
	unavailableLead: "Rhowch gynnig arall arni ymhen ychydig funudau. Mae popeth rydych wedi’i gadw yn ddiogel.",
	unavailablePublic: "Gallwch ddarllen o hyd beth ddigwyddodd, y diweddariadau a’r canllawiau.",
	faultTitle: "Mae’n ddrwg gennym, aeth rhywbeth o’i le ar ein hochr ni",
	faultLead: "Ewch yn ôl a rhoi cynnig arall arni. Os yw’n dal i ddigwydd, cysylltwch â ni.",
	malformedTitle: "Nid yw’r cyfeiriad hwnnw’n gweithio",
	malformedLead: "Mae ynddo rywbeth na allwn ei ddarllen. Gwiriwch ef, neu dechreuwch o’r hafan.",
	didNotLoadTitle: "Mae’n ddrwg gennym, ni lwythodd y dudalen hon yn iawn",
	didNotLoadLead: "Rhowch gynnig arall arni. Os yw’n dal i ddigwydd, cysylltwch â ni.",
	loadAgain: "Rhoi cynnig arall arni",
	toContact: "Cysylltu a llinell gymorth",
	methodTitle: "Ni weithiodd hynny",
	methodLead: "Ni allwch anfon ffurflen yma. Ewch yn ôl a rhoi cynnig arall arni.",
	tooLargeTitle: "Mae hynny’n rhy hir i’w anfon",
	tooLargeLead: "Ewch yn ôl, ei wneud yn fyrrach a’i anfon eto.",
	slowTitle: "Cymerodd hynny ormod o amser i’n cyrraedd",
	slowLead: "Gwiriwch eich cysylltiad, ewch yn ôl a rhoi cynnig arall arni.",
	busyTitle: "Mae’n ddrwg gennym, mae’r gwasanaeth hwn yn brysur iawn ar hyn o bryd",
	busyLead: "Arhoswch funud a rhoi cynnig arall arni. Mae popeth rydych wedi’i gadw yn ddiogel.",
	originTitle: "Ni anfonwyd y ffurflen honno o’r wefan hon",
	originLead: "Agorwch y dudalen ar ein gwefan a’i hanfon oddi yno.",
	outdatedTitle: "Mae’r ffurflen honno wedi dyddio",
	outdatedLead:
		"Rydym wedi newid y wefan hon ers i chi agor y dudalen. Ni chadwyd dim. Copïwch yr hyn a ysgrifennwyd gennych, agorwch y dudalen eto a’i anfon oddi yno.",
	signedOutTitle: "Rydych wedi allgofnodi",
	signedOutLead:
		"Ni chadwyd dim, ond nid oes dim o’r hyn a ysgrifennwyd gennych wedi’i golli. Mewngofnodwch eto, ac yna anfonwch ef o’r dudalen hon.",
	someoneElseTitle: "Mae rhywun arall wedi mewngofnodi nawr",
	someoneElseLead:
		"Gwnaethoch agor y dudalen honno cyn i rywun arall fewngofnodi yn y porwr hwn. Ni wnaethom gadw’r hyn a anfonwyd gennych. Mewngofnodwch eto fel chi eich hun, neu ewch i’r dudalen hafan.",
	someoneElseForm:
		"Mae rhywun arall wedi mewngofnodi yn y porwr hwn ers i chi agor y dudalen hon. Ni wnaethom gadw’r hyn a anfonwyd gennych. Mewngofnodwch eto fel chi eich hun i’w defnyddio.",
	tooManyTitle: "Rydych wedi gwneud llawer o newidiadau mewn amser byr",
	tooManyLead:
		"Ni wnaethom gadw’r un hwn, ond nid oes dim a ysgrifennoch wedi’i golli. Arhoswch am awr, yna anfonwch ef eto.",
	tooManyForm:
		"Rydych wedi gwneud llawer o newidiadau mewn amser byr, felly ni wnaethom gadw’r un hwn. Mae’r hyn a ysgrifennoch yn dal yma. Arhoswch am awr, yna pwyswch y botwm eto.",
	signInAgain: "Mewngofnodi eto, mewn tab newydd",
	thenSend: "Dewch yn ôl i’r dudalen hon a phwyswch “Anfon eto”.",
	sendAgain: "Anfon eto",
	typed: "Yr hyn a ysgrifennwyd gennych",
	typedText: "Testun {number}",
	notSent:
		"Ni allem anfon hyn, felly ni chadwyd dim. Mae’r hyn a ysgrifennwyd gennych yma o hyd. Gwiriwch eich cysylltiad a phwyswch y botwm eto.",
	signedOutForm:
		"Rydych wedi allgofnodi, felly ni chadwyd dim. Nid oes dim ar y dudalen hon wedi’i golli. Mewngofnodwch eto, dewch yn ôl i’r dudalen hon a phwyswch y botwm eto.",
	faultForm:
		"Mae’n ddrwg gennym, aeth rhywbeth o’i le ar ein hochr ni. Mae’r hyn a ysgrifennwyd gennych yma o hyd. Rhowch gynnig arall arni. Os yw’n dal i ddigwydd, cysylltwch â ni.",
	outdatedForm:
		"Rydym wedi newid y wefan hon ers i chi agor y dudalen, felly ni chadwyd dim. Copïwch yr hyn a ysgrifennwyd gennych, ac yna llwythwch y dudalen eto.",
	contacts: "Os oes angen help arnoch nawr",
	email: "E-bost",
	telephone: "Ffôn",
	post: "Post",
	noAnswer: "Os oeddech yn gwirio eich cofnodion, nid ateb yw hwn. Gall eich cofnodion fod yn y data neu beidio.",
	safety: "Os ydych yn poeni am eich diogelwch",
} satisfies Messages["problem"];
