import { z } from "zod";

/** A mail that the demo's mail server keeps in a file instead of sending it on. */
export const caughtMail = z.object({
	to: z.string(),
	subject: z.string(),
	text: z.string(),
	at: z.iso.datetime().transform((at) => new Date(at)),
});
/** As it is in the file. */
export type CaughtMail = z.input<typeof caughtMail>;
