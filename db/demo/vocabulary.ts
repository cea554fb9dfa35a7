/** The parts of invented people: common first and last names, combined at random, and places that do not exist. */

export const firstNames = [
	"Aled Alys Angharad Bethan Bryn Carys Cerys Dafydd Delyth Eirlys Eleri Elin Emrys Ffion Geraint Gethin Gwen Gwilym",
	"Heledd Huw Iestyn Ioan Llŷr Llinos Lowri Mared Megan Myfanwy Nerys Nia Non Osian Owain Rhodri Rhŷs Siân Siôn Tomos",
	"Alice Arthur Beatrice Callum Catherine Charlotte Daniel Edith Fiona Florence George Grace Hamish Harriet Ian Isla",
	"James Joan Keith Laura Malcolm Margaret Niamh Oisín Orla Patrick Rosemary Ruairí Seán Sheila Stuart Aoife Máiréad",
	"Aisha Amara Ananya Anaïs Arjun Björn Chidi Chloë Dilys Esi Fatima Femi Giulia Hana Imran Jürgen José Kofi Leïla",
	"Łukasz Mei Ngozi Noé Nasreen Oluwaseun Priya Ravi Renée Samira Søren Tariq Wei Yasmin Yusuf Zainab Zoë Agnieszka",
].flatMap((line) => line.split(" "));

export const lastNames = [
	"ap-Rhys Bevan Bowen Cadwaladr Davies Edwards Ellis Evans Griffiths Gruffydd Gwynne Hopkins Hughes Jones Jones-Parry",
	"Llewellyn Lloyd Meredith Morgan Parry Penrŷn Powell Prosser Pugh Rees Roberts Thomas Tŷ-Gwyn Vaughan Williams",
	"Abbott Barker Brontë Carter d'Arcy Dawson Fletcher Foster Hargreaves Holloway Lowe MacLeod McAllister Mitchell",
	"Ó-Súilleabháin O'Neil O'Rourke Pickering Quinn Robertson Sinclair Smith Sutherland Thwaite Wainwright Whitfield",
	"Abadi Adeyemi Ahmed Banerjee Boateng Chaudhry Chen Das Díaz Ferreira Gunnarsdóttir Hussain Iyer Kaminski Khan",
	"Kowalczyk Lindström Mensah Müller Nakamura Nwosu Okafor Patel Rahman Şahin Singh Söderberg Tanaka Wójcik Zhang",
].flatMap((line) => line.split(" "));

export const titles = ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Cllr", ""] as const;
export const mailDomains = ["example.org", "example.com", "example.net", "mail.example", "post.example"] as const;
export const streets = [
	"Heol y Bryn",
	"Ffordd y Môr",
	"Stryd yr Eglwys",
	"High Street",
	"Station Road",
	"Orchard Lane",
	"Mill Wynd",
	"Harbour View",
	"Old Post Road",
	"Canal Side",
] as const;
/** Invented towns, each with a postcode area that Royal Mail does not use. */
export const towns = [
	["Riverside", "ZR1"],
	["Aberfelin", "ZA4"],
	["Llanfair-y-Môr", "ZL2"],
	["Pont-y-Gïach", "ZP7"],
	["Kirkmeridian", "ZK3"],
	["Dunlorne", "ZD9"],
	["Ballymere", "ZB5"],
	["Thornhaven", "ZT6"],
	["Eastmarsh", "ZE8"],
	["Nether Quay", "ZN11"],
] as const;
export const branches = [
	"Riverside",
	"Aberfelin & District",
	"Môr a Mynydd",
	"Kirkmeridian, North",
	"Ballymere",
	"Eastmarsh",
] as const;
export const unions = [
	"Weavers' and Carriers' Union",
	"UNISONIC",
	"Bakers, Millers & Allied",
	"Undeb y Glannau",
] as const;
export const notes = [
	"prefers post",
	"Moved in 2014,\nleft a “forwarding” address",
	'Asked for "large print"',
	"=SUM(A1:A9)",
	'=HYPERLINK("http://prize.example","claim")',
	"+44 list B",
	"-",
	"@volunteer rota",
	"Cymraeg yn gyntaf",
	"see correspondence\n\nline two; line three",
	"wrote about the bypass",
] as const;
