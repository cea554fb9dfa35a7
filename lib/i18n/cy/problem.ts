import type { Messages } from "../messages";

export default {
	notFoundTitle: "Ni allwn ddod o hyd i'r dudalen honno",
	notFoundLead: "Efallai fod y cyfeiriad wedi'i gamdeipio, neu fod y dudalen wedi symud.",
	notFoundNext: "Rhowch gynnig ar un o'r rhain:",
	unavailableTitle: "Mae'n ddrwg gennym, nid yw'r gwasanaeth hwn ar gael ar hyn o bryd",
	unavailableLead:
		"Rydym yn gweithio arno. Rhowch gynnig arall arni ymhen ychydig funudau. Nid oes dim a ddywedoch wrthym wedi'i golli.",
	unavailablePublic: "Gallwch ddarllen o hyd beth ddigwyddodd, y diweddariadau a'r canllawiau.",
	faultTitle: "Mae'n ddrwg gennym, aeth rhywbeth o'i le ar ein hochr ni",
	faultLead: "Ewch yn ôl a rhoi cynnig arall arni. Os yw'n dal i ddigwydd, rhowch wybod i ni.",
	malformedTitle: "Nid yw'r cyfeiriad hwnnw'n gweithio",
	malformedLead: "Mae ynddo rywbeth na allwn ei ddarllen. Gwiriwch ef, neu ddechrau o'r hafan.",
	didNotLoadTitle: "Mae'n ddrwg gennym, ni lwythodd y dudalen hon yn iawn",
	didNotLoadLead: "Llwythwch hi eto. Os yw'n dal i ddigwydd, mae ein tudalen gysylltu'n dweud sut i gysylltu â ni.",
	loadAgain: "Rhoi cynnig arall arni",
	toContact: "Cysylltu a llinell gymorth",
	methodTitle: "Ni weithiodd hynny",
	methodLead: "Dim ond darllen y dudalen hon sy'n bosibl. Ewch yn ôl a rhoi cynnig arall arni.",
	contacts: "Os oes angen help arnoch nawr",
	email: "E-bost",
	telephone: "Ffôn",
	telephoneHours: "{telephone}, {hours}",
	post: "Post",
} satisfies Messages["problem"];
