/**
 * Props for a client component as one JSON string. React serialises an object property by property, on the server too, which
 * is slower.
 */
export type Serialised<Texts> = string & { readonly texts?: Texts };

export function serialise<Texts>(texts: Texts): Serialised<Texts> {
	return JSON.stringify(texts);
}

export function deserialise<Texts>(json: Serialised<Texts>): Texts {
	return JSON.parse(json) as Texts;
}
