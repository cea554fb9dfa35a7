/** The mappings of the demo's tables: what each column is, in the format of lib/datasets. */

export const affectedTableMapping = {
	columns: [
		{ header: "Ref", as: "identifier", kind: "membership-number" },
		{ header: "Title", as: "name", part: "title" },
		{ header: "First name(s)", as: "name", part: "given" },
		{ header: "Family name", as: "name", part: "family" },
		{ header: "Email address", as: "identifier", kind: "email" },
		{ header: "Mobile tel.", as: "identifier", kind: "telephone" },
		{ header: "Home tel.", as: "identifier", kind: "telephone" },
		{ header: "Street", as: "category", category: "postal-address" },
		{ header: "Town", as: "category", category: "postal-address" },
		{ header: "Post Code", as: "postcode" },
		{ header: "Born", as: "category", category: "date-of-birth" },
		{ header: "Branch", as: "category", category: "membership" },
		{ header: "Union", as: "category", category: "trade-union" },
		{
			header: "Standing",
			as: "relationship",
			values: {
				member: "member",
				"ex-member": "former-member",
				"affiliated (via union)": "affiliated-supporter",
				"registered supporter": "registered-supporter",
				donor: "donor",
				"voter contact": "voter",
				correspondent: "other",
			},
			otherwise: "other",
		},
		{ header: "Joined", as: "since" },
		{ header: "Left", as: "ignore" },
		{ header: "Canvass", as: "category", category: "political-opinion" },
		{ header: "Remarks", as: "category", category: "correspondence" },
	],
	relationship: "other",
	source: "",
} as const;

export const fundraisingTableMapping = {
	columns: [
		{ header: "Donor no", as: "ignore" },
		{ header: "Surname", as: "name", part: "family" },
		{ header: "Given name", as: "name", part: "given" },
		{ header: "E-mail", as: "identifier", kind: "email" },
		{ header: "Phone", as: "identifier", kind: "telephone" },
		{ header: "Postcode", as: "postcode" },
		{ header: "First gift", as: "since" },
		{ header: "Last gift £", as: "category", category: "donations" },
		{
			header: "Kind",
			as: "relationship",
			values: { member: "member", "ex-member": "former-member", donor: "donor" },
			otherwise: "donor",
		},
		{ header: "Comment", as: "ignore" },
	],
	relationship: "donor",
	source: "Fundraising list",
} as const;
