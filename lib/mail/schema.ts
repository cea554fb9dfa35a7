import { z } from "zod";

/** A mail that the demo's mail server saved to a file instead of sending it. */
export const caughtMail = z.object({
	to: z.string(),
	subject: z.string(),
	text: z.string(),
	at: z.iso.datetime().transform((at) => new Date(at)),
});
/** The same as in the file: `at` is text. */
export type CaughtMail = z.input<typeof caughtMail>;
