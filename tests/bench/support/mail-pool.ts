/** Sends mails with nodemailer's own pool, as a process of its own. Arguments: the server, how many. Its input is one mail as JSON. Prints the seconds, and the milliseconds of processor. */
import { text } from "node:stream/consumers";
import { createTransport } from "nodemailer";

const [url, count] = process.argv.slice(2);
const mail = JSON.parse(await text(process.stdin));
const transport = createTransport({ url, pool: true, maxConnections: 10, maxMessages: 1_000 } as Parameters<
	typeof createTransport
>[0]);
const started = performance.now();
const processor = process.cpuUsage();
// As many under way as its pool asks for, so that it never waits for a mail.
let next = 0;
const lane = async () => {
	while (next < Number(count)) {
		const at = next++;
		await transport.sendMail({
			...mail,
			to: `reader${at}@d${at % 500}.example`,
			messageId: `<reference.${at}@check.example>`,
		});
	}
};
await Promise.all(Array.from({ length: 20 }, lane));
const { user, system } = process.cpuUsage(processor);
console.log(`${(performance.now() - started) / 1_000} ${(user + system) / 1_000}`);
transport.close();
