// npm run pictures: every page of a running demo as a picture, to be looked at beside each other, in tests/results/pictures;
// the README's own in tests/pictures. PICTURES_OF names the demo's address where it is not http://localhost:3000.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { browser } from "./browser";
import { signIn } from "./journey";
import { mailAfter, mailsTo } from "./mailbox";
import { codeIn } from "./people";

const base = process.env.PICTURES_OF ?? "http://localhost:3000";
const mailbox = path.resolve(".data", "demo", "mailbox");
const folder = path.resolve("tests", "results", "pictures");
mkdirSync(folder, { recursive: true });
mkdirSync("tests/pictures", { recursive: true });

const pages: Record<string, string[]> = {
	public: [
		"/",
		"/incidents/october-2021-supplier-incident",
		"/updates",
		"/guidance",
		"/guidance/email-address",
		"/guidance/spotting-scams",
		"/guidance/safety",
		"/guidance/without-email",
		"/updates/version-2-of-the-data",
		"/verify",
		"/contact",
		"/privacy",
		"/accessibility",
		"/cookies",
		"/sign-in",
		"/nowhere",
	],
	"affected.member@example.org": [
		"/check",
		"/check/history",
		"/plan",
		"/plan/keep",
		"/preferences",
		"/preferences/history",
		"/identifiers",
		"/devices",
	],
	"under.review@example.org": ["/check"],
	"nobody@example.org": ["/check", "/plan"],
};
const staffPages = [
	"/staff",
	"/staff/updates",
	"/staff/updates/new",
	"/staff/incidents",
	"/staff/datasets",
	"/staff/formats",
	"/staff/reminders",
	"/staff/team",
	"/staff/audit",
];
const looks: [string, BrowserContextOptions & { textSize?: number }][] = [
	["390", { viewport: { width: 390, height: 844 } }],
	["1280", { viewport: { width: 1280, height: 900 } }],
	["390-dark", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }],
	["1280-dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
	["390-large", { viewport: { width: 390, height: 844 }, textSize: 200 }],
];
/** The README's: what a phone shows first. */
const readme: Record<string, string> = {
	"public-home-en-390": "home-390",
	"affected.member-check-en-390": "check-390",
	"admin-staff-datasets-en-390": "dataset-390",
};
const only = process.argv[2] ? new RegExp(process.argv[2]) : /./;
const locales = (process.argv[3] ?? "en,cy").split(",");

const chrome = await chromium.launch(await browser());

async function picture(page: Page, address: string, name: string, textSize?: number) {
	await page.goto(base + address);
	// As a browser's own setting for larger text does.
	if (textSize)
		await page.addStyleTag({ content: `html { font-size: ${(textSize * 118.75) / 100}% !important }` }).catch(() => {});
	await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true, caret: "initial" });
	const shown = readme[name];
	if (shown) await page.screenshot({ path: path.join("tests", "pictures", `${shown}.png`), caret: "initial" });
	console.log(name);
}

async function signInStaff(page: Page, address: string) {
	const seen = mailsTo(address, mailbox).length;
	await page.goto(`${base}/staff/sign-in`);
	await page.getByLabel("Email address").fill(address);
	await page.getByRole("button", { name: "Email me a code" }).click();
	const field = page.getByLabel("6-digit code");
	await field.waitFor();
	await field.fill(codeIn((await mailAfter(address, seen, mailbox)).text));
	await page.getByRole("button", { name: "Continue" }).click();
	await page.waitForURL(`${base}/staff`);
}

for (const [who, addresses] of Object.entries({ ...pages, "admin@example.org": staffPages })) {
	if (!addresses.some((address) => only.test(`${who}${address}`))) continue;
	const start = await chrome.newContext({ baseURL: base });
	const page = await start.newPage();
	if (addresses === staffPages) await signInStaff(page, who);
	else if (who !== "public") {
		await page.goto(base);
		await signIn(page, who, mailbox);
	}
	const state = await start.storageState();
	await start.close();
	for (const [look, options] of looks) {
		const { textSize, ...rest } = options;
		const context = await chrome.newContext({
			...rest,
			baseURL: base,
			storageState: state,
			bypassCSP: Boolean(textSize),
		});
		const page = await context.newPage();
		for (const address of addresses.filter((each) => only.test(`${who}${each}`)))
			for (const locale of addresses === staffPages ? ["en"] : locales) {
				const name = `${who.split("@")[0]}${address === "/" ? "-home" : address.replaceAll("/", "-")}-${locale}-${look}`;
				await picture(page, locale === "en" ? address : `/${locale}${address === "/" ? "" : address}`, name, textSize);
			}
		await context.close();
	}
}
await chrome.close();
