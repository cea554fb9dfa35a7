// npm run pictures: saves a picture of every page of a running demo in tests/results/pictures, and
// the README's in tests/pictures. `npm run pictures -- check en 390,print` selects pages, languages and variants.
// PICTURES_OF is the demo's address if it is not http://localhost:3000.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { affectedTable } from "@/db/demo/affected-table";
import { browser } from "./browser";
import { signIn } from "./journey";
import { mailAfter, mailsTo } from "./mailbox";
import { codeIn } from "./mailed-codes";
import { signInWords } from "./page";

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
		"/verify/confirmation",
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
		"/preferences/email",
		"/preferences/post",
		"/identifiers",
		"/devices",
	],
	"under.review@example.org": ["/check"],
	// Many people share this address, so the page asks for a second identifier.
	"office@riverside.example": ["/check", "/check/match"],
	"nobody@example.org": ["/check", "/plan"],
};
const staffPages = [
	"/staff",
	"/staff/updates",
	"/staff/updates/new",
	"/staff/updates/first",
	"/staff/messages",
	"/staff/messages/new",
	"/staff/fakes",
	"/staff/incidents",
	"/staff/incidents/first",
	"/staff/datasets",
	"/staff/datasets/first",
	"/staff/datasets/first/problems",
	"/staff/datasets/waiting",
	"/staff/formats",
	"/staff/reminders",
	"/staff/team",
	"/staff/audit",
];
/** The variants of a picture. 320 px is 1280 px at 400 %. Forced colours are the browser's. Paper is A4 at 96 dpi without its margins. */
const looks: [string, BrowserContextOptions & { textSize?: number; print?: boolean }][] = [
	["390", { viewport: { width: 390, height: 844 } }],
	["1280", { viewport: { width: 1280, height: 900 } }],
	["768", { viewport: { width: 768, height: 1024 } }],
	["320", { viewport: { width: 320, height: 640 } }],
	["390-forced", { viewport: { width: 390, height: 844 }, forcedColors: "active" }],
	["print", { viewport: { width: 718, height: 1000 }, print: true }],
	["390-dark", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }],
	["1280-dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
	["390-large", { viewport: { width: 390, height: 844 }, textSize: 200 }],
];
/** The README's pictures: the first screen of a phone. */
const readme: Record<string, string> = {
	"public-home-en-390": "home-390",
	"affected.member-check-en-390": "check-390",
	"admin-staff-datasets-waiting-en-390": "dataset-390",
};
const only = process.argv[2] ? new RegExp(process.argv[2]) : /./;
const locales = (process.argv[3] ?? "en,cy").split(",");
const wanted = process.argv[4]?.split(",");

const chrome = await chromium.launch(await browser());

const toApprove = (page: Page) => page.getByRole("link", { name: /Membership table, version/ }).first();

/** Uploads the demo's table with some rows fewer, as a data lead does, unless a version of it waits for its second person. */
async function addWaitingVersion(page: Page): Promise<void> {
	await signInStaff(page, "data.lead@example.org");
	if (await toApprove(page).count()) return;
	const rows = affectedTable(2).split("\r\n");
	const buffer = Buffer.from(rows.filter((_, at) => at % 200 !== 199).join("\r\n"));
	await page.goto(`${base}/staff/datasets`);
	const file = page.getByLabel("Upload a table to Membership table");
	await file.setInputFiles({ name: "membership-corrected.csv", mimeType: "text/csv", buffer });
	await page.locator("form", { has: file }).getByRole("button", { name: "Upload the table" }).click();
	await page.getByRole("button", { name: "Check the file" }).click();
	await page.getByRole("heading", { name: "What is in it" }).waitFor({ timeout: 120_000 });
}

/** Replaces "first" in an address by the first item of a list, and "waiting" by the version that is to be approved. */
async function named(page: Page, address: string): Promise<string> {
	if (address.endsWith("/waiting")) {
		await page.goto(`${base}/staff`);
		return `${await toApprove(page).getAttribute("href")}`;
	}
	const [list, rest] = address.split("/first");
	if (rest === undefined) return address;
	await page.goto(base + list);
	return `${await page.locator(`main table a[href^="${list}/"]`).first().getAttribute("href")}${rest}`;
}

async function picture(page: Page, address: string, name: string, textSize?: number) {
	await page.goto(base + (await named(page, address)));
	// Enlarges the text as a browser's setting does.
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
	await page.getByLabel(signInWords.address).fill(address);
	await page.getByRole("button", { name: signInWords.sendCode }).click();
	const field = page.getByLabel(signInWords.code);
	await field.waitFor();
	await field.fill(codeIn((await mailAfter(address, seen, mailbox)).text));
	await page.getByRole("button", { name: signInWords.enter }).click();
	await page.waitForURL(`${base}/staff`);
}

for (const [who, addresses] of Object.entries({ ...pages, "admin@example.org": staffPages })) {
	if (!addresses.some((address) => only.test(`${who}${address}`))) continue;
	const start = await chrome.newContext({ baseURL: base });
	const page = await start.newPage();
	if (addresses === staffPages) {
		await addWaitingVersion(page);
		await start.clearCookies();
		await signInStaff(page, who);
	}
	if (addresses !== staffPages && who !== "public") {
		await page.goto(base);
		await signIn(page, who, mailbox);
	}
	const state = await start.storageState();
	await start.close();
	for (const [look, options] of looks.filter(([name]) => !wanted || wanted.includes(name))) {
		const { textSize, print, ...rest } = options;
		const context = await chrome.newContext({
			...rest,
			baseURL: base,
			storageState: state,
			bypassCSP: Boolean(textSize),
		});
		const page = await context.newPage();
		if (print) await page.emulateMedia({ media: "print" });
		for (const address of addresses.filter((address) => only.test(`${who}${address}`)))
			for (const locale of addresses === staffPages ? ["en"] : locales) {
				const name = `${who.split("@")[0]}${address === "/" ? "-home" : address.replaceAll("/", "-")}-${locale}-${look}`;
				await picture(page, locale === "en" ? address : `/${locale}${address === "/" ? "" : address}`, name, textSize);
			}
		await context.close();
	}
}
await chrome.close();
