/** What a web process draws before anybody asks for it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { keepWarm } from "@/app/_server/cache-warmer";

it("a page that could not be drawn is asked for again until it could, and the others are not", async () => {
	const asked = new Map<string, number>();
	const server = createServer((request, response) => {
		const page = request.url ?? "";
		asked.set(page, (asked.get(page) ?? 0) + 1);
		const fails = page === "/cy/guidance" && asked.get(page) === 1;
		response.writeHead(fails ? 503 : 200).end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	void keepWarm(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	try {
		await expect.poll(() => asked.get("/cy/guidance"), { timeout: 30_000 }).toBe(2);
		expect(asked.size).toBeGreaterThan(20);
		expect([...asked].filter(([, times]) => times > 1).map(([page]) => page)).toEqual(["/cy/guidance"]);
	} finally {
		server.close();
	}
});
