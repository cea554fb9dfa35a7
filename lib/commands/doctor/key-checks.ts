import { existsSync, readFileSync } from "node:fs";
import { env } from "../../env";
import { checkedKeys, keyHashes } from "../../key-check";
import { publicKeyOf } from "../../subscriptions";
import { checking, type Finding, given, notChecked, ok, warning, wrong } from "./check-finding";
import { readOnly } from "./database-checks";

const names = [
	"IDENTIFIER_KEY",
	"SEALING_KEY",
	"AUTH_SECRET",
	"CONFIRMATION_KEY",
	"NEXT_SERVER_ACTIONS_ENCRYPTION_KEY",
] as const;

/** 32 random bytes have fewer different values than this once in about 10^17 keys. */
const fewestDifferentBytes = 16;

const renew = "make one with openssl rand -base64 32, and read docs/keys.md before you replace one that is in use";

/** Returns the keys that the demo has made in this folder. */
function demoKeys(): string[] {
	const file = ".data/demo/keys.json";
	return existsSync(file) ? Object.values(JSON.parse(readFileSync(file, "utf8"))) : [];
}

/** Checks one key by itself and against the others. */
function checkKey(name: (typeof names)[number]): Finding {
	const what = `key ${name}`;
	const key = given(() => env()[name]);
	if (!key) return notChecked(what, "is not set here");
	const bytes = Buffer.from(key, "base64");
	if (new Set(bytes).size < fewestDifferentBytes) return wrong(what, "is not random", renew);
	if (demoKeys().includes(key)) return wrong(what, "is the demo's", renew);
	const same = names.find((other) => other !== name && given(() => env()[other]) === key);
	return same ? wrong(what, `is the same as ${same}`, renew) : ok(what, "32 random bytes, different from the others");
}

/** Compares keys with the hashes that the database has of those it was filled with. Only the owner may read them. */
async function checkStoredHashes(url: string): Promise<Finding[]> {
	const stored = await readOnly(url, (client) => client.query("select name, value from public.key_check"));
	return checkedKeys.map((name) => {
		const what = `${name} and the database`;
		const hash = stored.rows.find((row) => row.name === name)?.value as Buffer | undefined;
		if (!given(() => env()[name])) return notChecked(what, `${name} is not set here`);
		if (!hash) return ok(what, "the database has not been filled yet");
		const at = keyHashes(name).findIndex((one) => one.equals(hash));
		if (at === 0) return ok(what, "the key it was filled with");
		if (at > 0)
			return warning(what, "a key of SEALING_OLD_KEYS is still needed", "run npm run keys -- reseal: docs/keys.md");
		return wrong(what, "another key than the one it was filled with", "set that key, or no record is found");
	});
}

/** Checks the pair of keys for notifications of browsers. */
function notificationCheck(): Finding {
	const what = "notifications of browsers";
	const publicKey = given(() => env().VAPID_PUBLIC_KEY);
	const privateKey = given(() => env().VAPID_PRIVATE_KEY);
	if (!publicKey && !privateKey) return ok(what, "off: no VAPID keys are set");
	if (!publicKey || !privateKey)
		return notChecked(what, `${publicKey ? "VAPID_PRIVATE_KEY" : "VAPID_PUBLIC_KEY"} is not set here`);
	if (publicKeyOf(privateKey) === publicKey) return ok(what, "on: the two VAPID keys are a pair");
	return wrong(what, "the two VAPID keys are no pair", "set both as npm run keys -- vapid prints them");
}

/** Checks the keys, without printing any part of one. */
export async function keyChecks(): Promise<Finding[]> {
	const url = env().DATABASE_URL;
	const own = [...names.map(checkKey), notificationCheck()];
	if (!url)
		return [...own, notChecked("keys and the database", "DATABASE_URL, the owner's connection, is not set here")];
	const todo = "mend the database's own line first; if that is in order, run npm run migrate";
	return [...own, ...(await checking("keys and the database", todo, () => checkStoredHashes(url)))];
}
