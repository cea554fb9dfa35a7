// npm run doctor: checks database, keys, mail, sender, front and disk, and says what to do. Only reads.
import { existsSync } from "node:fs";
import { env, exitOnEnvironmentError } from "../env";
import { organisation } from "../organisation";
import { CommandError, readArguments } from "./command";
import { checking, type Finding, given, notChecked } from "./doctor/check-finding";
import { collectorCheck } from "./doctor/collector-check";
import { databaseChecks } from "./doctor/database-checks";
import { diskChecks } from "./doctor/disk-space";
import { frontChecks } from "./doctor/front-checks";
import { keyChecks } from "./doctor/key-checks";
import { mailServerChecks } from "./doctor/mail-checks";
import { mirrorCheck } from "./doctor/mirror-age";
import { type SenderOptions, senderChecks } from "./doctor/sender-dns";

const usage =
	"Usage: npm run doctor -- [--dkim SELECTOR]… [--address IP]… [--resolver IP[:PORT]] [--mirror FOLDER]   (read docs/doctor.md)";
const several = { type: "string", multiple: true } as const;

type Options = SenderOptions & { mirror?: string | undefined };

function readOptions(args: string[]): Options {
	const options = {
		dkim: several,
		address: several,
		resolver: { type: "string" },
		mirror: { type: "string" },
	} as const;
	const { values } = readArguments({ args, options }, usage);
	return { dkim: values.dkim ?? [], addresses: values.address ?? [], ...values };
}

/** What is said may be an error's own sentence, with its full stop. */
const lineOf = ({ state, what, says, todo }: Finding) =>
	`${state.padEnd(11)} ${what}: ${says.replace(/\.$/, "")}${todo && state !== "ok" ? `. To do: ${todo}` : ""}`;

/** Checks the sender that the organisation's file names. */
async function organisationChecks(options: SenderOptions): Promise<Finding[]> {
	if (!given(() => env().ORGANISATION_FILE)) return [notChecked("sender", "ORGANISATION_FILE is not set here")];
	return checking("organisation's file", "mend it", async () => {
		const [sender] = organisation().senders;
		const settings = { bounces: env().BOUNCE_ADDRESS, smtpUrl: given(() => env().SMTP_URL) };
		return senderChecks({ sender: sender?.address ?? "", ...settings }, options);
	});
}

/** Runs all checks and prints a line for each. Returns the exit code: 1 if something is wrong. */
async function run(options: Options): Promise<number> {
	const groups = [
		databaseChecks(),
		keyChecks(),
		mailServerChecks(given(() => env().SMTP_URL)),
		organisationChecks(options),
		frontChecks(given(() => env().SITE_URL)),
		mirrorCheck(
			options.mirror,
			given(() => env().SITE_URL),
		),
		collectorCheck(env().OTEL_EXPORTER_OTLP_ENDPOINT),
		diskChecks(),
	];
	const findings = (await Promise.all(groups)).flat();
	for (const finding of findings) console.log(lineOf(finding));
	const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
	console.log(
		`${count("wrong")} wrong, ${count("warning")} to look at, ${count("ok")} in order, ${count("not checked")} not checked.`,
	);
	return count("wrong") ? 1 : 0;
}

let options: Options = { dkim: [], addresses: [] };
exitOnEnvironmentError(() => {
	if (existsSync(".env")) process.loadEnvFile(".env");
	try {
		options = readOptions(process.argv.slice(2));
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		console.error(error.message);
		process.exit(1);
	}
	env();
});
process.exit(await run(options));
