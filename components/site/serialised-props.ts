/**
 * Texts for a client component, folded into one string. What such a component is given React writes out and reads in again
 * property by property, on the server too; a string it hands on as it is, for a fraction of the work.
 */
export type Serialised<Texts> = string & { readonly texts?: Texts };

export function serialise<Texts>(texts: Texts): Serialised<Texts> {
	return JSON.stringify(texts);
}

export function deserialise<Texts>(folded: Serialised<Texts>): Texts {
	return JSON.parse(folded) as Texts;
}
