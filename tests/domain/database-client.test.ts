import { sql } from "drizzle-orm";
import type pg from "pg";
import { afterEach, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { isConnectionError } from "@/lib/database";

let db: ReturnType<typeof openDatabase>;
afterEach(() => db.$client.end());

/** Cuts the connection of the next request, before its first statement or after it. */
function cutNext(when: "at once" | "later"): void {
	const cut = (client: pg.PoolClient) =>
		(client as unknown as { connection: pg.Connection }).connection.stream.destroy();
	db.$client.once("acquire", (client) => (when === "at once" ? cut(client) : setTimeout(cut, 50, client)));
}

const slow = () => db.transaction((tx) => tx.execute(sql`select pg_sleep(0.2)`));
const works = () => db.transaction((tx) => tx.execute(sql`select 1 as one`));

it.each(["at once", "later"] as const)(
	"a connection that is cut %s in a transaction is given back: others get one",
	async (when) => {
		db = openDatabase(process.env.DATABASE_URL_WEB ?? "", { max: 1 });
		await works();
		for (let at = 0; at < 3; at++) {
			cutNext(when);
			expect(await slow().then(() => undefined, isConnectionError)).toBe(true);
		}
		expect((await works()).rows).toEqual([{ one: 1 }]);
		expect([db.$client.totalCount, db.$client.idleCount]).toEqual([1, 1]);
	},
);
