import { z } from "zod";

/** A mail, text message or letter that the demo saved to a file instead of sending it. A text or a letter has no subject. */
export const caughtMail = z.object({
	kind: z.enum(["email", "text", "letter"]).default("email"),
	to: z.string(),
	subject: z.string(),
	text: z.string(),
	at: z.iso.datetime().transform((at) => new Date(at)),
});
/** The same as in the file: `at` is text. */
export type CaughtMail = z.input<typeof caughtMail>;
