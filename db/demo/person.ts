/** One row of the supplier's table, before the errors of an export are added. A field without data is an empty text. */
export type DemoPerson = {
	ref: string;
	title: string;
	first: string;
	last: string;
	email: string;
	mobile: string;
	landline: string;
	street: string;
	town: string;
	postcode: string;
	/** dd/mm/yyyy */
	born: string;
	branch: string;
	union: string;
	/** The relationship in the words of the supplier's table. */
	standing: string;
	joined: string;
	left: string;
	canvass: string;
	remarks: string;
};
