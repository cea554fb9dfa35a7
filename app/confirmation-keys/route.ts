import { publicKeys } from "@/lib/crypto/signature";
import { env } from "@/lib/env";
import { organisation } from "@/lib/organisation";

/** Renders on every request, because the build has no keys. */
export const dynamic = "force-dynamic";

const byHand = `To check a confirmation without this site:

1. Save its text as confirmation.txt, one line for each label, and the key whose id stands in its Key line as key.pem.
2. Run these commands (grep, cut, xxd, OpenSSL 3):

   grep -v '^Signature:' confirmation.txt > said.txt
   grep '^Signature:' confirmation.txt | cut -c12- | xxd -r -p > signature.bin
   openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in said.txt -sigfile signature.bin

The signature is Ed25519 (RFC 8032) over all lines before it, in UTF-8, each ended by one line feed. It tells you that the
text is as we wrote it. Only the site can tell you that the person it is about has not cancelled it.`;

/** Returns the public keys of confirmations and how to check one by hand. In English, as the labels in a confirmation are. */
export function GET(): Response {
	const keys = publicKeys().map(
		({ id, raw, pem, current }) => `Key ${id}${current ? "" : ", no longer in use"}\nraw, in base64: ${raw}\n${pem}`,
	);
	const text = `Keys that confirmations of ${organisation().name.en} are signed with.\n\n${keys.join("\n")}\n${byHand}\n${env().SITE_URL}/verify\n`;
	return new Response(text, {
		headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
	});
}
