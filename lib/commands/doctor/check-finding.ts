import { EnvironmentError } from "../../env";
import { errorCode } from "../../log";

/** What a check found. `says` and `todo` quote no secret and nobody's data. */
export type Finding = {
	what: string;
	state: "ok" | "warning" | "wrong" | "not checked";
	says: string;
	/** What to do about it. */
	todo?: string;
};

export const ok = (what: string, says: string): Finding => ({ what, state: "ok", says });
export const warning = (what: string, says: string, todo: string): Finding => ({ what, state: "warning", says, todo });
export const wrong = (what: string, says: string, todo: string): Finding => ({ what, state: "wrong", says, todo });
export const notChecked = (what: string, says: string): Finding => ({ what, state: "not checked", says });

/** Runs checks. An error becomes a finding with its code, since messages of the database and of mail servers quote values. */
export async function checking(what: string, todo: string, run: () => Promise<Finding[]>): Promise<Finding[]> {
	try {
		return await run();
	} catch (error) {
		if (error instanceof EnvironmentError) return [wrong(what, error.message, "set it as docs/deployment.md says")];
		return [wrong(what, `does not answer (${errorCode(error)})`, todo)];
	}
}

/** Returns a setting, or undefined if it is missing. */
export function given<Value>(read: () => Value): Value | undefined {
	try {
		return read();
	} catch (error) {
		if (error instanceof EnvironmentError) return undefined;
		throw error;
	}
}

/** Returns the first few of a list in one text, and how many more there are. */
export function few(list: string[]): string {
	const rest = list.length - 3;
	return list.slice(0, 3).join("; ") + (rest > 0 ? `; and ${rest} more` : "");
}
