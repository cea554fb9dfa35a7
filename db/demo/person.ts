/** One row of the supplier's table before the mess of an export is put over it. Empty text where nothing is held. */
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
	/** How the supplier's table calls the relationship. */
	standing: string;
	joined: string;
	left: string;
	canvass: string;
	remarks: string;
};
