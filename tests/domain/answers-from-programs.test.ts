/** Tables as programs and people write them, with the mapping that is proposed: whoever is in one signs in and is found, and nobody else is. */
import iconv from "iconv-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { readPreview, readProblems } from "@/lib/datasets";
import { claimIdentifier } from "@/lib/exposure";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { addMember, checkNow } from "../support/exposed-people";
import { guessed } from "../support/imports";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let leads: Awaited<ReturnType<typeof twoDataLeads>>;
beforeAll(async () => {
	leads = await twoDataLeads();
});

/** Imports a table as it is proposed into a dataset of a new incident, and has a second person activate it. */
async function activate(table: string | Buffer) {
	const { incidentId, versionId } = await activateTable(owner, leads, table, guessed(table));
	return { incidentId, problems: await readProblems(leads.importer, versionId, { offset: 0, limit: 100 }) };
}

/** Returns the answer for the owner of an address who signs in. */
async function answerFor(name: string, incidentId: string) {
	const checked = await checkNow(await addMember(owner, { email: name.includes("@") ? name : `${name}@example.org` }));
	if (!checked.ok) throw new Error(checked.reason);
	return checked.value.answers.find(({ incident }) => incident.id === incidentId);
}

type Table = {
	from: string;
	table: string | Buffer;
	/** The people found, by the names before "@example.org". */
	found: string[];
	/** Who is not found, by what they might sign in with. */
	absent?: string[];
	/** Rows and reasons of what the second person reads. */
	problems?: [row: number, reason: string][];
};

const tables: Table[] = [
	{
		from: "Mailchimp",
		table:
			'Email Address,First Name,Last Name,Phone Number,Birthday,OPTIN_TIME,LEID,TAGS\na1@example.org,Ada,Invented,07700 900001,05/17,"2019-03-02 10:11:12",123456789,"""member"""\n',
		found: ["a1"],
		problems: [[2, "not-a-date"]],
	},
	{
		from: "NationBuilder",
		table:
			"nationbuilder_id,prefix,first_name,last_name,email,email_opt_in,email1,email1_is_bad,email2,born_at\n101,Mr,Ben,Made,a2@example.org,true,a2@example.org,false,b2@example.org,1970-01-02\n",
		found: ["a2", "b2"],
	},
	{
		from: "CiviCRM",
		table:
			'Contact ID,Contact Type,Do Not Email,Display Name,Sort Name,Email,Member Since\n1,Individual,,"Mr. Ben Made","Made, Ben",a3@example.org,2014-03-01\n2,Household,,"Invented household","Invented household",,\n',
		found: ["a3"],
		problems: [[3, "no-identifier"]],
	},
	{
		from: "Access, with hyperlinks",
		table:
			"ID,Surname,FirstName,EmailAddress\n1,Invented,Ada,a4@example.org#mailto:a4@example.org#\n2,Made,Ben,#http://b4@example.org#\n",
		found: ["a4", "b4"],
	},
	{
		from: "Outlook",
		table:
			'"Title","First Name","Last Name","E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address","Birthday","Notes"\r\n"","Ada","Invented","a5@example.org","SMTP","Ada Invented (a5@example.org)","","0/0/00","one\r\ntwo"\r\n"","Ben","Made","/O=EXCH/CN=BEN","EX","Ben Made","b5@example.org","0/0/00",""\r\n',
		found: ["a5", "b5"],
		problems: [[4, "not-an-email-address"]],
	},
	{
		from: "Exchange, with proxy addresses",
		table: "DisplayName,PrimarySmtpAddress\nAda,a6@example.org\nBen,b6@example.org\n",
		found: ["a6", "b6"],
	},
	{
		from: "Excel as Unicode text",
		table: iconv.encode('Name\tE-mail\r\nZoë Invented\ta7@example.org\r\n"Ben\tMade"\tb7@example.org\r\n', "utf-16le", {
			addBOM: true,
		}),
		found: ["a7", "b7"],
	},
	{
		from: "DOS",
		table: iconv.encode("Name;E-mail\r\nZoë Ångström;a8@example.org\r\n\x1a", "cp850"),
		found: ["a8"],
	},
	{
		from: "MySQL, with \\N and dates of zeros",
		table: "id\temail\tname\tphone\tdob\n1\ta9@example.org\tAda\t\\N\t0000-00-00\n2\t\\N\tBen\t\\N\t\\N\n",
		found: ["a9"],
		problems: [[3, "no-identifier"]],
	},
	{
		from: "MySQL, with backslashes before the ends of lines and tabs in a cell",
		table:
			"id\temail\tname\tnote\n1\ta52@example.org\tAda\tone\\\ntwo\\\nthree\n2\tb52@example.org\tBen\ta\\\tb\n3\tc52@example.org\tCat\t\\N\n",
		found: ["a52", "b52", "c52"],
	},
	{
		from: "a spreadsheet whose cells end with a backslash",
		table: "name,path,email\nAda,C:\\a\\,a53@example.org\nBen,C:\\b\\,b53@example.org\nCat,c,c53@example.org\n",
		found: ["a53", "b53", "c53"],
	},
	{
		from: "a membership program, where each of a household names its first member",
		table:
			"Member Number,First name,Last name,Email,Primary member email,Membership state\n1,Ada,Invented,a154@example.org,a154@example.org,Active\n2,Ben,Invented,b154@example.org,a154@example.org,Active\n",
		found: ["a154", "b154"],
	},
	{
		from: "MySQL's screen",
		table:
			"+----+------------------+------+\n| id | email            | name |\n+----+------------------+------+\n|  1 | a10@example.org  | Ada  |\n+----+------------------+------+\n1 row in set (0.00 sec)\n",
		found: ["a10"],
		problems: [[6, "a-note"]],
	},
	{
		from: "PostgreSQL, with arrays",
		table: 'name,email\nAda,"{a11@example.org,b11@example.org}"\n',
		found: ["a11", "b11"],
	},
	{
		from: "Google Contacts",
		table:
			"Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value\nAda,* Home,a12@example.org ::: b12@example.org,Mobile,07700 900001 ::: 01632 960001\n",
		found: ["a12", "b12"],
	},
	{
		from: "WordPress",
		table:
			'"ID","user_login","user_pass","user_email","display_name"\n"1","ada","$P$Babcdefghijklmnopqrstuvwxyz0123","a13@example.org","Ada Invented"\n',
		found: ["a13"],
	},
	{
		from: "Eventbrite, where somebody else bought",
		table: "Order #,First Name,Surname,Email,Buyer Email\n1,Ada,Invented,a14@example.org,buyer14@example.org\n",
		found: ["a14"],
		absent: ["buyer14"],
	},
	{
		from: "Salesforce, with its totals",
		table:
			'"Contact ID","First Name","Email","Account Name"\n"0031","Ada","a15@example.org","Invented Household"\n\n"Grand Totals (1 record)"\n',
		found: ["a15"],
		problems: [[4, "a-note"]],
	},
	{
		from: "SurveyMonkey, with a row that describes the columns",
		table: "Respondent ID,Email Address,Full name\n,Open-Ended Response,Open-Ended Response\n1,a16@example.org,Ada\n",
		found: ["a16"],
		problems: [
			[2, "no-identifier"],
			[2, "not-an-email-address"],
		],
	},
	{
		from: "a Welsh branch",
		table: "Enw cyntaf,Cyfenw,E-bost,Ffôn symudol\nSiân,Dychmygol,a17@example.org,07700 900001\n",
		found: ["a17"],
	},
	{
		from: "an Irish branch",
		table: "Ainm,Sloinne,Ríomhphost,Fón\nGráinne,Nic Ghiolla,a18@example.org,087 123 4567\n",
		found: ["a18"],
	},
	{
		from: "a Polish member's list",
		table: "Imię;Nazwisko;Adres e-mail\nŁucja;Żółć;a19@example.org\n",
		found: ["a19"],
	},
	{
		from: "a German program, with yes and no",
		table: "Nachname;Vorname;E-Mail;Newsletter\nErfunden;Ada;a20@example.org;Ja\nErdacht;Ben;b20@example.org;Nein\n",
		found: ["a20", "b20"],
	},
	{
		from: "a web page, with entities",
		table: "Name,Email\nSi&acirc;n O&#39;Made,a21@example.org\nBen &amp; Co,b21&#64;example.org\n",
		found: ["a21", "b21"],
	},
	{
		from: "a web page, with links",
		table:
			'Name,Email\nAda,"<a href=""mailto:a22@example.org"">a22@example.org</a>"\nBen,[b22@example.org](mailto:b22@example.org)\n',
		found: ["a22", "b22"],
		problems: [[2, "more-than-an-identifier"]],
	},
	{
		from: "a spreadsheet's XML",
		table: "Name,E_x002D_mail\nAda,a23_x0040_example.org_x000D_\n",
		found: ["a23"],
	},
	{
		from: "a spreadsheet with lines about the file above its columns",
		table: "Report,Members\nDate,01/02/2021\nName,Email\nAda,a24@example.org\nBen,b24@example.org\n",
		found: ["a24", "b24"],
	},
	{
		from: "a spreadsheet with decimal commas",
		table: "Name,Amount,Email\nAda,12,50,a25@example.org\nBen,,b25@example.org\n",
		found: ["a25", "b25"],
		problems: [[2, "unquoted-comma"]],
	},
	{
		from: "somebody who typed it without quotation marks",
		table: "Name,Address,Email\nInvented, Ada,1 High Street, Leeds,a33@example.org\nBen,2 Low Street,b33@example.org\n",
		found: ["a33", "b33"],
		problems: [[2, "unquoted-comma"]],
	},
	{
		from: "somebody who marks what bounced",
		table:
			"Name,Email\nAda,BOUNCED a26@example.org\nBen,*b26@example.org*\nCat,c26@example.org (old)\nDee,BOUNCED-d26@example.org\nEve,bounced-e26@example.org\n",
		found: ["a26", "b26", "c26", "d26"],
		absent: ["e26"],
		problems: [
			[2, "more-than-an-identifier"],
			[3, "more-than-an-identifier"],
			[4, "more-than-an-identifier"],
			[5, "more-than-an-identifier"],
			[6, "no-identifier"],
			[6, "not-an-email-address"],
		],
	},
	{
		from: "somebody who writes all contacts in one column",
		table:
			'Name,Contact\nAda,"Tel: 07700 900001; Email: a27@example.org"\nBen,b27@example.org 07700 900002\nCat,07700 900003 / c27@example.org\n',
		found: ["a27", "b27", "c27"],
		problems: [2, 3, 4].map((row) => [row, "more-than-an-identifier"]),
	},
	{
		from: "somebody who says which of two addresses is a copy's",
		table:
			'Name,Email\nAda,a54@example.org a/c b54@example.org\nBen,c54@example.org CC d54@example.org\nCat,CC e54@example.org\nDee,c/o f54@example.org\nEve,"g54@example.org, copy to h54@example.org"\nFay,i54@example.org and/or j54@example.org\n',
		found: ["a54", "b54", "c54", "e54", "f54", "g54", "i54", "j54"],
		absent: ["d54", "h54"],
		problems: [2, 3, 4, 5, 6, 7].map((row) => [row, "more-than-an-identifier"]),
	},
	{
		from: "somebody who swapped two cells",
		table: "Name,Email,Phone\nAda,a28@example.org,07700900001\nBen,07700900002,b28@example.org\n",
		found: ["a28", "b28"],
		problems: [
			[3, "not-an-email-address"],
			[3, "not-a-telephone-number"],
		],
	},
	{
		from: "a mail program's list of recipients",
		table: "Ada Invented <a29@example.org>; b29@example.org; c29@example.org\n",
		found: ["a29", "b29", "c29"],
		problems: [[1, "more-than-an-identifier"]],
	},
	{
		from: "an address book with Gmail's two domains and dots",
		table: "Name,Email\nAda,a.d.a.30@GoogleMail.com\n",
		found: ["ada30@gmail.com"],
	},
	{
		from: "a list where names of two cells are one person's",
		table: 'Name,Email\n"Mr & Mrs A Invented",a31@example.org\n"Smith, née Jones",b31@example.org\n',
		found: ["a31", "b31"],
	},
	{
		from: "SAP, with numbers filled up with zeros",
		table:
			"Kunnr|Name1|Name2|Smtp_addr|Telf1|Pstlz|Erdat\r\n0000000101|Invented|Ada|A34@EXAMPLE.ORG|07700 900001|LS1 4AP|20190302\r\n0000000102|Made|Ben|B34@EXAMPLE.ORG||00000|00000000\r\n",
		found: ["a34", "b34"],
	},
	{
		from: "SAP, as its screen prints a list",
		table:
			"02.03.2024                 Dynamic List Display\n\n-----------------------------\n|  |Customer|Name        |E-Mail         |\n-----------------------------\n|  |101     |Ada Invented|a35@example.org|\n|  |102     |Ben Made    |b35@example.org|\n-----------------------------\n",
		found: ["a35", "b35"],
	},
	{
		from: "LibreOffice, with apostrophes around texts",
		table:
			"'Name'\t'Email'\t'Born'\n'Ada Invented'\t'a36@example.org'\t'30/05/89'\n'Ben O'Made'\t'b36@example.org'\t''\n",
		found: ["a36", "b36"],
	},
	{
		from: "R, with row names that have no header",
		table:
			'"name","email","born"\n"1","Ada Invented","a37@example.org","1989-05-30"\n"3","Ben Made","b37@example.org",NA\n',
		found: ["a37", "b37"],
	},
	{
		from: "contact cards made into a table",
		table:
			"FN,N,EMAIL;TYPE=INTERNET;TYPE=HOME,TEL;TYPE=CELL,BDAY\nAda Invented,Invented;Ada;;Ms;,a38@example.org,+447700900001,19890530\n",
		found: ["a38"],
	},
	{
		from: "a form, whose columns are its questions",
		table:
			'"Timestamp","Username","What is your full name?","Your mobile number"\n"2024/03/02 10:11:12 am GMT","a39@example.org","Ada Invented","07700 900001"\n',
		found: ["a39"],
	},
	{
		from: "a directory of accounts, with guests",
		table:
			"displayName,userPrincipalName,mail,proxyAddresses\nAda,a40_example.org#EXT#@tenant.onmicrosoft.com,,\nBen,ben@tenant.onmicrosoft.com,b40@example.org,SMTP:b40@example.org;smtp:c40@example.org;X500:/o=ORG/cn=ben\n",
		found: ["a40", "b40", "c40"],
		problems: [
			[2, "more-than-an-identifier"],
			[3, "more-than-an-identifier"],
		],
	},
	{
		from: "a shared list, with ids and claims of people",
		table:
			"Title,Person\nOne,12;#a41@example.org\nTwo,i:0#.f|membership|b41@example.org\nThree,13;#Cat;#c41@example.org\n",
		found: ["a41", "b41", "c41"],
		problems: [
			[2, "more-than-an-identifier"],
			[4, "more-than-an-identifier"],
		],
	},
	{
		from: "a program that writes lists and objects as JSON",
		table:
			'name,emails,phones\n"{""first"":""Ada"",""last"":""Invented""}","[{""email"":""a42@example.org"",""primary"":true}]",[]\n"{""first"":""Ben"",""last"":""Made""}","[""b42@example.org"",""c42@example.org""]",[]\n',
		found: ["a42", "b42", "c42"],
		problems: [[2, "more-than-an-identifier"]],
	},
	{
		from: "an old database, with several values in a cell",
		table: "Name,Email\nAda,a43@example.org~b43@example.org\nBen,c43@example.org^d43@example.org\n",
		found: ["a43", "b43", "c43", "d43"],
	},
	{
		from: "a mail list, with its own address above the columns",
		table:
			"Members for group list@example.org,,,\nEmail address,Nickname,Group status,Join year\na44@example.org,Ada,member,2019\nb44@example.org,Ben,member,2019\n",
		found: ["a44", "b44"],
		absent: ["list"],
	},
	{
		from: "a survey, with the names of an address's columns in a second row",
		table:
			"Respondent ID,IP Address,Contact details,,\n,,Name,Email,Postcode\n1,203.0.113.4,Ada Invented,a45@example.org,LS1 4AP\n2,203.0.113.4,Ben Made,b45@example.org,LS1 4AQ\n",
		found: ["a45", "b45"],
	},
	{
		from: "a spreadsheet, with the letters of its columns and the numbers of its rows",
		table: ",A,B,C\n1,Name,Email,Town\n2,Ada,a46@example.org,Leeds\n3,Ben,b46@example.org,York\n",
		found: ["a46", "b46"],
	},
	{
		from: "two programs, joined: one parts cells with semicolons, the other with commas",
		table:
			'Name;Email;Town\nAda;a47@example.org;Leeds\nName,Email,Town\n"Made, Ben",b47@example.org,York\nCat;c47@example.org;Hull\n',
		found: ["a47", "b47", "c47"],
		problems: [
			[3, "other-separator"],
			[4, "other-separator"],
		],
	},
	{
		from: "somebody who wrote the names of the columns over a table of semicolons",
		table: "Name,Email,Town\nAda;a48@example.org;Leeds\nBen;b48@example.org;York\n",
		found: ["a48", "b48"],
	},
	{
		from: "a program that read a byte order mark as letters",
		table: 'ï»¿"Email","Name"\n"a49@example.org","Invented, Ada"\n"b49@example.org","Ben"\n',
		found: ["a49", "b49"],
	},
	{
		from: "a word processor, with hyphens and apostrophes of its own",
		table: "Name,Email\nAda,ada–a50@example.org\nBen,o’b50@example.org\nCat,📧c50@example.org\n",
		found: ["ada-a50", "o'b50", "c50"],
	},
	{
		from: "web pages, with percent signs and doubled apostrophes",
		table: "Name,Email\nAda,a51%2Bnews%40example.org\nBen,o''b51@example.org\nCat,%20c51@example.org\n",
		found: ["a51+news", "o'b51", "c51"],
		problems: [2, 3, 4].map((row) => [row, "more-than-an-identifier"]),
	},
	{
		from: "a table with typographic quotation marks",
		table: "Name,Email\nAda,“a32@example.org”\nBen,‘b32@example.org’\n",
		found: ["a32", "b32"],
	},
];

describe("everybody in a table is found, and nobody else:", () => {
	it.each(tables)("from $from", async ({ table, found, absent = [], problems = [] }) => {
		const active = await activate(table);
		expect(active.problems.map(({ row, reason }) => [row, reason])).toEqual(problems);
		for (const name of found)
			expect([name, (await answerFor(name, active.incidentId))?.outcome]).toEqual([name, "affected"]);
		for (const name of [...absent, `not.${found[0]}`])
			expect([name, (await answerFor(name, active.incidentId))?.outcome]).toEqual([name, "not-found"]);
	});
});

it("a table with a second one below it, in another order, is refused with the line, and nothing of it is kept", async () => {
	const table = "Name,Email\nAda,ada.two@example.org\nEmail,Name\nben.two@example.org,Ben\n";
	await expect(activate(table)).rejects.toThrow("On line 3 of the file a second table begins");
	const { rows } = await owner.query(
		"select state, failure, to_regclass('exposure.record_' || partition) as kept from dataset_version order by imported_at desc limit 1",
	);
	expect(rows).toMatchObject([{ state: "failed", failure: expect.stringContaining("On line 3"), kept: null }]);
});

it("whoever's row had too many cells is told that some records cannot be found by an address", async () => {
	const { incidentId } = await activate(
		"Name,Address,Email\nAda,1 High Street,Leeds,ada.wide@example.org\nBen,2 Low Street,ben.wide@example.org\n",
	);
	expect(await answerFor("ada.wide", incidentId)).toMatchObject({ outcome: "not-found", withoutAddress: 1 });
});

it("the names of columns are those inside the quotation marks that programs put around each cell", () => {
	for (const header of ["'Email','Name'", "“Email”,“Name”", '="Email",="Name"', "`Email`,`Name`", "ï»¿Email,Name"])
		expect(readPreview(Buffer.from(`${header}\nada@example.org,Ada\n`)).headers).toEqual(["Email", "Name"]);
});

it("a number without a country code is of the country that its row names, and found as its owner dials it too", async () => {
	const { incidentId } = await activate(
		`Name,Email,Phone,Country\n${["one", "two"].map((box) => `Ada Invented,${box}.abroad@example.org,06 12 34 56 78,France\nBen Made,${box}.abroad@example.org,07700 900702,UK\n`).join("")}`,
	);
	for (const [box, telephone] of [
		["one", "+33 6 12 34 56 78"],
		["two", "06 12 34 56 78"],
	] as const) {
		const member = await addMember(owner, { email: `${box}.abroad@example.org` });
		expect(await claimIdentifier(member, { kind: "telephone", telephone })).toMatchObject({ ok: true });
		const checked = await checkNow(member);
		const answer = checked.ok && checked.value.answers.find(({ incident }) => incident.id === incidentId);
		expect(answer).toMatchObject({ outcome: "affected" });
		expect(JSON.stringify(answer)).not.toContain("702");
	}
});

describe("nobody is shown what is another's", () => {
	it("in a list of recipients: each is told that their address was in it, and sees no other", async () => {
		const { incidentId } = await activate("ada.r@example.org, ben.r@example.net\n");
		for (const name of ["ada.r", "ben.r@example.net"]) {
			const answer = await answerFor(name, incidentId);
			expect(answer?.outcome).toBe("affected");
			expect(JSON.stringify(answer?.lines)).not.toMatch(/•/);
		}
	});

	it("in a name that nobody could sign in with: a stray quotation mark or sign in an address makes none of what follows it", async () => {
		const { incidentId } = await activate(
			"Name,Email\nAda,o”brien.q@example.org\nBen,ben‚made.q@example.org\nCat,cat(fictif.q@example.org\nDee,dee.q@example.org\nEve,eve.q@example.org\nFay,fay.q@example.org\nGus,gus.q@example.org\nHal,hal.q@example.org\n",
		);
		for (const name of ["brien.q", "made.q", "fictif.q"])
			expect([name, (await answerFor(name, incidentId))?.outcome]).toEqual([name, "not-found"]);
		expect(await answerFor("zed.q", incidentId)).toMatchObject({ withoutAddress: 3 });
	});

	it("in a column of numbers that holds another address beside the member's own", async () => {
		const table =
			"Name,Email,Phone\nAda,ada.p@example.org,07700 900701 or partner.p@example.net\nBen,ben.p@example.org,07700 900702\n";
		const { incidentId, problems } = await activate(table);
		expect(problems.map(({ row, reason }) => [row, reason])).toEqual([[2, "more-than-an-identifier"]]);
		expect((await answerFor("partner.p@example.net", incidentId))?.outcome).toBe("not-found");
		expect(JSON.stringify((await answerFor("ada.p", incidentId))?.lines)).toContain("701");
	});

	it.each([
		["SAP", "Smtp_addr|Name1|Name2\nBOX|Invented|Ada\nBOX|Made|Ben\n"],
		[
			"SAP's screen",
			"02.03.2024  List Display\n\n|  |Name        |E-Mail |\n--------\n|  |Ada Invented|BOX|\n|  |Ben Made    |BOX|\n",
		],
		["R", '"name","email"\n"1","Ada Invented","BOX"\n"2","Ben Made","BOX"\n'],
		["contact cards", "FN,EMAIL;TYPE=HOME\nAda Invented,BOX\nBen Made,BOX\n"],
		["a form", "What is your full name?,Your email address\nAda Invented,BOX\nBen Made,BOX\n"],
	])("at a mailbox of two, by the names that %s writes", async (from, table) => {
		const mailbox = `two.${from.replace(/\W/g, "")}`;
		const { incidentId } = await activate(table.replaceAll("BOX", `${mailbox}@example.org`));
		expect((await answerFor(mailbox, incidentId))?.outcome).toBe("unable-to-match");
	});

	it.each([
		["Name and Surname", "Name,Surname,Email", "Ada,Invented", "Ada,Made"],
		["Enw and Cyfenw", "Enw,Cyfenw,Ebost", "Ada,Ddychmygol", "Ada,Ffuglen"],
		["Name and Vorname", "Name,Vorname,E-Mail", "Erfunden,Jörg", "Erfunden,Käthe"],
		["Name and Initials", "Name,Initials,Email", "Invented,A B", "Invented,C"],
		["a gender", "Surname,Gender,Email", "Invented,M", "Invented,F"],
		["a sex by its number", "Name,Sex,Email", "A Invented,1", "A Invented,2"],
		["a suffix", "First name,Last name,Suffix,Email", "John,Invented,Sr", "John,Invented,Jr"],
		[
			"a prefix and a suffix",
			"Prefix,First name,Last name,Suffix,Email",
			"Mr,John,Invented,III",
			"Mr,John,Invented,II",
		],
	])("at one address of two people, told apart by columns of %s", async (what, header, one, other) => {
		const address = `two.${what.toLowerCase().replaceAll(" ", ".")}`;
		const table = [
			header,
			`${one},${address}@example.org`,
			`${other},${address}@example.org`,
			`${one},else@example.org`,
		];
		const { incidentId } = await activate(`${table.join("\n")}\n`);
		expect((await answerFor(address, incidentId))?.outcome).toBe("unable-to-match");
		const same = await activate(`${header}\n${`${one},same.${address}@example.org\n`.repeat(2)}`);
		expect((await answerFor(`same.${address}`, same.incidentId))?.outcome).toBe("affected");
	});

	it("at a role mailbox, whose reader is asked which of its people they are", async () => {
		const people = ["Ada Invented", "Ben Made", "Cat Fictif"];
		const { incidentId } = await activate(
			`Name,Email,Mobile\n${people.map((name, at) => `${name},office.r@example.org,07700 90071${at}\n`).join("")}`,
		);
		const answer = await answerFor("office.r", incidentId);
		expect(answer?.outcome).toBe("unable-to-match");
		expect(JSON.stringify(answer?.lines)).not.toMatch(/71\d/);
	});
});
