// Generates texts as tables contain them and as people type them, valid identifiers and others.
import fc from "fast-check";

export const noise = fc.oneof(
	fc.string({ unit: "grapheme" }),
	fc.string({ unit: "binary" }),
	fc.emailAddress(),
	fc.stringMatching(/^[\d +()-]{5,20}$/),
	fc.stringMatching(/^[mM][pP][ -]?\d{6}$/),
	fc.stringMatching(/^[a-z ]{2,9}, [a-z]{1,2}\d \d[a-z]{2}$/),
);
