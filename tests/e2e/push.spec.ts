/**
 * Notifications of a browser. No push service can be reached from a test, so that the browser's own `subscribe` is replaced by one that
 * hands out an address; all else, also the service worker, is real.
 */
import { expect, test } from "../support/page";
import { inSiteDatabase } from "../support/site-database";
import { onSlow3g } from "../support/slow-connection";

const kept = async () => (await inSiteDatabase("select count(*)::int as n from push_subscription")).rows[0].n;

test("a reader turns notifications of their browser on and off by two presses each, and the service worker says only that there is news @widths", async ({
	page,
	context,
}, { project }) => {
	await context.grantPermissions(["notifications"]);
	await page.addInitScript((address) => {
		const stored = () => localStorage.getItem("stand-in");
		const subscription = {
			endpoint: address,
			unsubscribe: async () => {
				localStorage.removeItem("stand-in");
				return true;
			},
		};
		Object.assign(PushManager.prototype, {
			subscribe: async () => {
				localStorage.setItem("stand-in", address);
				return subscription;
			},
			getSubscription: async () => (stored() ? subscription : null),
		});
		Object.defineProperty(Notification, "permission", { get: () => "granted" });
		Notification.requestPermission = async () => "granted";
	}, `https://fcm.googleapis.com/fcm/send/${project.name}`);
	const before = await kept();
	await page.goto("/follow");
	await page.getByRole("link", { name: "Get notifications in this browser" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Get notifications about updates");
	await onSlow3g(page);
	await page.getByRole("button", { name: "Turn on notifications" }).dblclick({ delay: 60 });
	await expect(page.getByText("Notifications are on in this browser.")).toBeVisible();
	expect(await kept()).toBe(before + 1);
	const worker = await page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration("/follow/notifications");
		return [
			registration?.scope,
			(registration?.active ?? registration?.waiting ?? registration?.installing)?.scriptURL,
		];
	});
	const origin = new URL(page.url()).origin;
	expect(worker).toEqual([`${origin}/follow/notifications`, `${origin}/push-worker.js?language=en`]);
	await page.reload();
	await page.getByRole("button", { name: "Turn off notifications" }).dblclick({ delay: 60 });
	await expect(page.getByText("Notifications are off. We have forgotten this browser.")).toBeVisible();
	await expect(page.getByRole("button", { name: "Turn on notifications" })).toBeVisible();
	expect(await kept()).toBe(before);
});

test("an address of no push service is refused, and the browser is not said to be told", async ({ page, context }) => {
	await context.grantPermissions(["notifications"]);
	await page.addInitScript(() => {
		let there = false;
		const subscription = {
			endpoint: "https://push.invalid/x",
			unsubscribe: async () => {
				there = false;
				return true;
			},
		};
		Object.assign(PushManager.prototype, {
			subscribe: async () => {
				there = true;
				return subscription;
			},
			getSubscription: async () => (there ? subscription : null),
		});
		Object.defineProperty(Notification, "permission", { get: () => "granted" });
		Notification.requestPermission = async () => "granted";
	});
	await page.goto("/cy/follow/notifications");
	await page.getByRole("button", { name: "Troi hysbysiadau ymlaen" }).click();
	await expect(page.getByText("Ni all y porwr hwn ddangos hysbysiadau o’n gwefan.").first()).toBeVisible();
	await expect(page.getByRole("button", { name: "Troi hysbysiadau ymlaen" })).toBeVisible();
});

test("without scripts the page offers updates by email @only-nojs", async ({ page }) => {
	await page.goto("/follow/notifications");
	await expect(page.getByText("Notifications need JavaScript")).toBeVisible();
	await page.getByRole("link", { name: "Get updates by email" }).click();
	await expect(page).toHaveURL(/\/follow$/);
});
