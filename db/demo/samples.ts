import type { DemoPerson } from "./person";

/** The people that a visitor of the demo can sign in as, and what each demonstrates. Printed at start and tested. */
export const sampleMembers = [
	{ email: "affected.member@example.org", shows: "a member whose records were in the affected data" },
	{
		email: "former.member@example.org",
		second: "former.member.old@example.org",
		shows: "a former member, in two incidents under two old addresses",
	},
	{ email: "affiliated@example.org", shows: "somebody who is there through a trade union" },
	{ email: "under.review@example.org", shows: "somebody whose part of the data is still being rebuilt" },
	{ email: "nobody@example.org", shows: "somebody who was not found" },
] as const;

export const sampleStaff = [
	{
		email: "publisher@example.org",
		name: "Pat Publisher",
		roles: ["publisher"],
		shows: "writes updates and incidents",
	},
	{ email: "data.lead@example.org", name: "Dana Data-Lead", roles: ["data-lead"], shows: "imports datasets" },
	{
		email: "admin@example.org",
		name: "Addie Admin",
		roles: ["admin"],
		shows: "activates datasets and manages the team",
	},
] as const;

const nothing = {
	title: "",
	mobile: "",
	landline: "",
	street: "",
	town: "",
	postcode: "",
	born: "",
	branch: "",
	union: "",
	joined: "",
	left: "",
	canvass: "",
	remarks: "",
};

/** The samples' rows in the supplier's table, written by hand. nobody@example.org has none. */
export const samplePeople: DemoPerson[] = [
	{
		...nothing,
		ref: "MP100142",
		title: "Ms",
		first: "Alys Ffion",
		last: "Penrŷn",
		email: " Affected.Member@EXAMPLE.org ",
		mobile: "+44 (0)7700 900142",
		street: "14 Heol y Bryn",
		town: "Aberfelin",
		postcode: "za4 2bq",
		born: "09/03/1978",
		branch: "Aberfelin & District",
		union: "Undeb y Glannau",
		standing: "Member",
		joined: "2009",
		canvass: "Firm",
		remarks: 'Asked for "large print",\nwrote about the bypass',
	},
	{
		...nothing,
		ref: "MP100377",
		title: "Mr",
		first: "Gethin",
		last: "O'Neil",
		email: "former.member@example.org",
		landline: "029 2018 0377",
		street: "3 Harbour View",
		town: "Llanfair-y-Môr",
		postcode: "ZL2 9QD",
		branch: "Môr a Mynydd",
		standing: "Ex-member",
		joined: "2014",
		left: "2019",
		remarks: "=SUM(A1:A9)",
	},
	{
		...nothing,
		ref: "",
		first: "Samira",
		last: "Kowalczyk",
		email: "AFFILIATED@EXAMPLE.ORG",
		street: "Flat 2, 88 Mill Wynd",
		town: "Kirkmeridian",
		postcode: "ZK3 1WW",
		union: "Weavers' and Carriers' Union",
		standing: "Affiliated (via union)",
		joined: "2016",
	},
	{
		...nothing,
		ref: "",
		first: "Ioan",
		last: "Whitfield",
		email: "under.review@example.org",
		standing: "Correspondent",
		joined: "2018",
		remarks: "see correspondence\n\nline two; line three",
	},
];
