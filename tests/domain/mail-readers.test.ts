/** Messages as another program reads them: headers, both parts, Welsh and emoji, and the signature (DKIM). */
import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, expect, it } from "vitest";
import { env } from "@/lib/env";
import { sendOne } from "@/lib/messages/message-mail";
import { writeMessage } from "@/lib/messages/message-text";
import { organisation } from "@/lib/organisation";
import { pythonWith } from "../support/other-readers";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink";

const parser = pythonWith("import email.policy");
const verifier = pythonWith("import dkim");

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const words = {
	subject: "Tŷ Môr: eich data chi – “beth oedd ynddo” 🔐",
	body: "Annwyl ŵyr a ŵyres,\n\nŵ ŷ â ê î ô û ï – £5 & <b> 🧑‍🤝‍🧑.\n\n- un\n- dau\n\n.\n\nFrom here a line begins with From.",
};
let sink: SmtpSink;
let raw = "";
let sent: ReturnType<typeof writeMessage>;

beforeAll(async () => {
	sink = await startSmtpSink();
	Object.assign(env(), {
		SMTP_URL: sink.url,
		DKIM_SELECTOR: "invented",
		DKIM_PRIVATE_KEY: privateKey.export({ type: "pkcs8", format: "pem" }),
	});
	sent = writeMessage({ locale: "cy", incident: "", ...words }, "MP-7Q4K-3D9T");
	await sendOne({ id: "mes_invented", kind: "update" }, "1-0123456789abcdef", "cy", sent, "reader@readers.example");
	raw = sink.taken[0]?.raw ?? "";
});
afterAll(() => sink.stop());

type Read = { headers: Record<string, string>; text: string; html: string; defects: number };
const readInPython = `
import email, email.policy, json, sys
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = list(mail.walk())
print(json.dumps({
    "headers": {name.lower(): str(value) for name, value in mail.items()},
    "text": mail.get_body(("plain",)).get_content(),
    "html": mail.get_body(("html",)).get_content(),
    "defects": sum(len(part.defects) + sum(len(value.defects) for value in part.values()) for part in parts),
}))`;

async function read(): Promise<Read> {
	if (parser) {
		const { stdout, stderr } = spawnSync(parser, ["-c", readInPython], { input: raw, encoding: "utf8" });
		expect(stderr).toBe("");
		return JSON.parse(stdout);
	}
	const mail = await PostalMime.parse(raw);
	const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
	return {
		headers: { ...headers, subject: mail.subject ?? "" },
		text: mail.text ?? "",
		html: mail.html ?? "",
		defects: 0,
	};
}

const lines = (text: string) => text.replace(/\r\n/g, "\n").trimEnd();

it(`is what staff wrote, read by ${parser ? "Python's email package" : "postal-mime, since there is no python3"}`, async () => {
	const { headers, text, html, defects } = await read();
	expect(defects).toBe(0);
	expect(headers.subject).toBe(words.subject);
	expect(headers.from).toContain(`<${organisation().senders[0]?.address}>`);
	expect(headers.to).toContain("reader@readers.example");
	expect(headers["message-id"]).toMatch(/^<mes_invented\.1-0123456789abcdef@/);
	expect(headers).toMatchObject({ "content-language": "cy", precedence: "bulk", "auto-submitted": "auto-generated" });
	expect(Number.isNaN(Date.parse(headers.date ?? ""))).toBe(false);
	expect(lines(text)).toBe(lines(sent.text));
	expect(lines(html)).toBe(lines(sent.html));
});

it(`is signed for its sender's domain, ${verifier ? "as python3-dkim verifies" : "not checked by another tool: python3-dkim is not installed"}`, () => {
	const domain = organisation().senders[0]?.address.split("@")[1];
	const signature = /^DKIM-Signature:(?:.*\r?\n)(?:[ \t].*\r?\n)*/im.exec(raw)?.[0].replace(/\s+/g, " ") ?? "";
	expect(signature).toContain(`d=${domain};`);
	expect(signature).toContain("s=invented;");
	if (!verifier) return;
	const verify = (mail: string) => {
		const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`;
		const program = `import dkim, sys
print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: ${JSON.stringify(record)}.encode() if name == b"invented._domainkey.${domain}." else None))`;
		return spawnSync(verifier, ["-c", program], { input: mail, encoding: "utf8" }).stdout.trim();
	};
	expect(verify(raw)).toBe("True");
	expect(verify(raw.replace("un", "unarddeg"))).toBe("False");
	expect(verify(raw.replace("Subject: ", "Subject: Re "))).toBe("False");
});
