/** What programs and people write into a table besides members: each kind is read right, or refused with a sentence. */
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { dataCategories } from "@/lib/data-categories";
import { correctionCsv, describeFormat, readPreview } from "@/lib/datasets";
import { dryRun } from "@/lib/datasets/checking/dry-run";
import { warningsOf } from "@/lib/datasets/checking/warnings";
import { recordExtractor } from "@/lib/datasets/importing/extract-record";
import { batchProcessor } from "@/lib/datasets/importing/process-batch";
import { roleValue } from "@/lib/datasets/mapping/mapping-form";
import { suggestMapping } from "@/lib/datasets/mapping/suggest-mapping";
import { birthPivot, readDate } from "@/lib/datasets/reading/dates";
import { batchText } from "@/lib/datasets/reading/detect-format";
import { openTable } from "@/lib/datasets/reading/open-table";
import { parseRows } from "@/lib/datasets/reading/parse-rows";
import { guessed, mappingOf, pieces, refusal } from "../support/imports";

const [ada, ben, cat, dee] = ["ada@example.org", "ben@example.org", "cat@example.org", "dee@example.org"];

const utf16 = (text: string) => iconv.encode(text, "utf-16le", { addBOM: true });

/** Reads a table with its suggested mapping: the addresses and numbers of each row that has any, and its problems. */
async function read(bytes: string | Buffer) {
	const mapping = guessed(bytes);
	const { format, headers, batches } = await openTable(pieces(bytes), mapping);
	const plan = { mapping, columns: mapping.columns, format };
	const extract = recordExtractor(plan);
	const people: { found: string[]; name: string; since: string | undefined }[] = [];
	const problems: string[] = [];
	const counts = { blankRows: 0, withoutAddress: 0, records: 0 };
	for await (const batch of batches) {
		const result = batchProcessor(plan)(batch);
		counts.blankRows += result.blankRows;
		counts.withoutAddress += result.withoutAddress;
		for (const { records } of result.profiles) counts.records += records;
		problems.push(...result.problems.map(([row, at, reason]) => `${row} ${headers[at] ?? ""} ${reason}`));
		for (const { row, cells } of parseRows(batchText(batch), format, batch.firstRow, headers.length)) {
			const { identifiers, name, since } = extract(cells, () => {});
			const found = identifiers.flat().filter((identifier) => identifier !== undefined);
			if (row > (format.headerRow ?? 0) && found.length > 0) people.push({ found, name, since });
		}
	}
	return { people, problems, ...counts };
}

const found = async (bytes: string | Buffer) => (await read(bytes)).people.map((person) => person.found.join(" "));

describe("a file that is no table is refused with a sentence that says what it is:", () => {
	it.each<[string, string | Buffer]>([
		["a spreadsheet (xlsx, ods)", Buffer.from("504b030414000600", "hex")],
		["a gzip archive", gzipSync("Email\n")],
		["a web page or XML", `<table><tr><td>${ada}</td></tr></table>`],
		["a web page or XML", `\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>`],
		["a web page or XML", iconv.encode("<!DOCTYPE html><html>", "utf-16le", { addBOM: true })],
		["a web page or message in one file", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\n"],
		["JSON", `[{"email":"${ada}","name":"Ada"}]`],
		["JSON", `{"email":"${ada}"}\n{"email":"${ben}"}\n`],
		["a file of contact cards", `BEGIN:VCARD\nFN:Ada\nEMAIL:${ada}\nEND:VCARD\n`],
		["an export of a directory", `dn: cn=Ada\nmail: ${ada}\n`],
		["a dump of a database", `-- dump\n\nINSERT INTO members (email) VALUES ('${ada}');\n`],
		["a dump of a database", `COPY public.members (email, name) FROM stdin;\n${ada}\tAda\n`],
		["a Word document", `{\\rtf1\\ansi Email\\par ${ada}}`],
		["an encrypted file", "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"],
		["a list with a line for each value", `-[ RECORD 1 ]---\nemail | ${ada}\nname  | Ada\n`],
		["a list with a line for each value", `*************** 1. row ***************\nemail: ${ada}\n`],
		["JSON", `["Name","Email"]\n["Ada","${ada}"]\n`],
		["JSON", `var members = [{"email":"${ada}"}];\n`],
		["JSON", `"{\\"email\\":\\"${ada}\\"}"\n`],
		["JSON", `{_id: ObjectId('1'), email: '${ada}'}\n`],
		["a LaTeX file", `\\begin{tabular}{ll}\nName & Email \\\\\nAda & ${ada} \\\\\n\\end{tabular}\n`],
		["a LaTeX file", `Name & Email \\\\ \\hline\nAda & ${ada} \\\\\n`],
		["a dump of a database", `VALUES\n('Ada','${ada}'),\n('Ben','${ben}');\n`],
		["a dump of a database", `(1,'${ada}','Ada'),\n(2,'${ben}','Ben');\n`],
		["a dump of a database", `REPLACE INTO members VALUES (1,'${ada}');\n`],
		["a dump of a database", `USE [members]\nGO\nINSERT [dbo].[Members] ([Email]) VALUES (N'${ada}')\n`],
		["a dump of a database", `PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nINSERT INTO m VALUES('${ada}');\n`],
		["a file of contact cards", `# contacts\nBEGIN:VCARD\nFN:Ada\nEMAIL:${ada}\nEND:VCARD\n`],
		["an export of a directory", `# extended LDIF\n#\n\n# ada, people\ndn: uid=ada\nmail: ${ada}\n`],
		["a web page or XML", `<members>\n<member><email>${ada}</email></member>\n</members>\n`],
		["a web page or XML", `<tr><td>Ada</td><td>${ada}</td></tr>\n`],
		["a mailbox", `From ada@example.org Mon Jan  1 10:00:00 2024\nFrom: Ada <${ada}>\n\nhello\n`],
		["part of a program", `array (\n  0 => array ( 'name' => 'Ada', 'email' => '${ada}' ),\n)\n`],
		["part of a program", `[('Ada', '${ada}'), ('Ben', '${ben}')]\n`],
		["markup of a wiki", `||Name||Email||\n|Ada|${ada}|\n`],
		["a drawing of a table", `┌──────┬───────┐\n│ name │ email │\n├──────┼───────┤\n│ Ada  │ ${ada} │\n`],
		["an old spreadsheet in text", `ID;PWXL;N;E\nC;Y1;X1;K"Email"\nC;Y2;X1;K"${ada}"\nE\n`],
		["what a web form sent", `name=Ada&email=ada%40example.org\n`],
		["a log of a server", `192.0.2.1 - ada [10/Oct/2023:13:55:36 +0000] "GET /?e=${ada} HTTP/1.1" 200 26 "-" "x"\n`],
		["a log of a server", `example.org:443 2001:db8::1 - - [10/Oct/2023:13:55:36 +0100] "GET / HTTP/1.1" 200 2\n`],
		["a log of a server", "[Wed Oct 11 14:32:52.123456 2023] [core:error] [pid 1] [client 192.0.2.1:1] AH1: x\n"],
		["a log of a server", "2023/10/11 14:32:52 [error] 123#123: *1 open() failed, client: 192.0.2.1\n"],
		[
			"a log of a server",
			"#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Fields: date time\n",
		],
		[
			"a log of a server",
			`#Version: 15.0\n#Log-type: Message Tracking Log\n#Fields: date-time,recipient\n2023,${ada}\n`,
		],
		[
			"a log of a server",
			`Oct 11 14:32:52 mail postfix/smtp[123]: 4ABC: to=<${ada}>, relay=mx.example.org, status=sent\n`,
		],
		["a log of a server", `2023-10-11T14:32:52.123+00:00 mail dovecot: imap-login: Login: user=<${ada}>\n`],
		["a log of a server", `<34>1 2023-10-11T14:32:52.003Z mail sendmail - ID47 - to=<${ada}>\n`],
		["a log of a mail server", `2023-10-11 14:32:52 1qabcd-0001Ab-2C <= ${ada} H=mx [192.0.2.1] P=esmtps S=12\n`],
		["a log of a program", `2023-10-11 14:32:52,123 INFO [main] org.example.Mail - sent to ${ada}\n`],
		["a log of a program", `[2023-10-11 14:32:52] production.INFO: sent to ${ada}\n`],
		["a log of a program", `I, [2023-10-11T14:32:52.123456 #1]  INFO -- : Sent mail to ${ada}\n`],
		["in UTF-32", iconv.encode(`Email\n${ada}\n`, "utf-32le", { addBOM: true })],
	])("%s", async (name, bytes) => {
		const message = await refusal((async () => readPreview(Buffer.from(bytes)))());
		expect(message).toContain(name);
		expect(message).not.toMatch(/ada/i);
	});

	it.each([
		[
			"spaces (fixed width)",
			"EMAIL            NAME  PHONE\nada@example.org  Ada   07700900001\nben@example.org  Ben   07700900002\n",
		],
		[
			"spaces (fixed width)",
			"Members   Page 1\n\nNo     Name           Email\n-----  -------------  ---------------\n00001  Ada Invented   ada@example.org\n00002  Ben Made       ben@example.org\n",
		],
		["control characters", "Email\x01Name\nada@example.org\x01Ada\nben@example.org\x01Ben\n"],
		["broken bars (¦)", "Email¦Name\nada@example.org¦Ada\nben@example.org¦Ben\n"],
		["commas inside one pair of quotation marks", '"Email,Name"\n"ada@example.org,Ada"\n"ben@example.org,Ben"\n'],
		[
			"commas inside one pair of quotation marks",
			'"Email,""Name"",Town"\n"ada@example.org,""Invented, Ada"",Leeds"\n"ben@example.org,""Made, Ben"",York"\n',
		],
		["colons", "Email:Name\nada@example.org:Ada\nben@example.org:Ben\n"],
		["tabs inside one pair of quotation marks", '"Name\tEmail"\n"Ada\tada@example.org"\n"Ben\tben@example.org"\n'],
		["spaces (fixed width)", "Email           Name\nada@example.org Ada Invented\nben@example.org Ben Made\n"],
		["spaces (fixed width)", "  email           name\n1 ada@example.org Ada Invented\n2 ben@example.org Ben Made\n"],
		["spaces (fixed width)", '"id" "email" "name"\n"1" 1 "ada@example.org" "Ada"\n"2" 2 "ben@example.org" "Ben"\n'],
		[
			"spaces (fixed width)",
			"     +------------------------+\n     |           email   name |\n     |------------------------|\n  1. | ada@example.org   Ada  |\n  2. | ben@example.org   Ben  |\n",
		],
	])("columns separated by %s", async (name, text) => {
		expect(await refusal((async () => readPreview(Buffer.from(text)))())).toContain(`are separated by ${name}`);
	});

	it.each([
		["a column for each person", `Name,Ada Invented,Ben Made\nEmail,${ada},${ben}\nPhone,07700900001,07700900002\n`],
		["a column for each person", `,Member 1,Member 2\nName,Ada Invented,Ben Made\nEmail,${ada},${ben}\n`],
		["a line for each detail", `- name: Ada Invented\n  email: ${ada}\n- name: Ben Made\n  email: ${ben}\n`],
		[
			"a line for each detail",
			`[member1]\nname=Ada Invented\nemail=${ada}\n\n[member2]\nname=Ben Made\nemail=${ben}\n`,
		],
		["a line for each detail", `[[member]]\nname = "Ada Invented"\nemail = "${ada}"\n`],
		["a line for each detail", `Name: Ada Invented\nEmail: ${ada}\n\nName: Ben Made\nEmail: ${ben}\n`],
		["a line for each detail", `Ada Invented\n1 High Street\n${ada}\n\nBen Made\n2 Low Road\n${ben}\n`],
		["a line for each detail", `Ada Invented\n${ada}\nBen Made\n${ben}\nCat Fiction\n${cat}\n`],
		["spaces (fixed width)", `00001 Ada Invented   ${ada}   Leeds\n00002 Ben Made       ${ben}   York\n`],
		["spaces (fixed width)", `NO    NAME         EMAIL\n00001 Ada Invented ${ada}\n00002 Ben Made     ${ben}\n`],
		[
			"spaces (fixed width)",
			`NAME           EMAIL            AMOUNT\nInvented, Ada  ${ada}  1,200.00\nMade, Ben      ${ben}  1,300.00\n`,
		],
		["spaces (fixed width)", `           name            email\n0  Ada Invented  ${ada}\n1      Ben Made  ${ben}\n`],
	])("with %s", async (what, text) => {
		expect(await refusal((async () => readPreview(Buffer.from(text)))())).toContain(what);
	});

	it.each([
		[
			"titles with colons above",
			`Report: Members\nDate: 1 January 2024\nContact: office@example.net\n\nName,Email\nAda,${ada}\nBen,${ben}\n`,
		],
		["cells filled with spaces", `Name        ,Email             \nAda Invented,${ada}   \nBen         ,${ben}   \n`],
		["labels in each cell", `Contact\nEmail: ${ada}\nEmail: ${ben}\n`],
		["numbers before the addresses", `1.  ${ada}\n2.  ${ben}\n`],
		["names before the addresses", `Ada Invented <${ada}>\nBen Made <${ben}>\n`],
		["many rows without an address", `Email\n${ada}\nno email\n${ben}\nunknown\n`],
		[
			"lines drawn between",
			`+------+-----------------+\n| name | email           |\n+------+-----------------+\n| Ada  | ${ada} |\n| Ben  | ${ben} |\n+------+-----------------+\n`,
		],
	])("but a table with %s is read", async (_, text) => expect(await found(text)).toEqual([ada, ben]));

	it.each(["Email", "Addresses: current"])("but not one column named %s", (header) => {
		expect(readPreview(Buffer.from(`${header}\n${ada}\n${ben}\n`)).headers).toEqual([header]);
	});
});

describe("lines that are nobody's are left out, counted as nobody and named", () => {
	it.each([
		[
			"totals and notes of a report",
			`Name,Email,Amount\nAda,${ada},10\nBen,${ben},20\n"Grand Totals (2 records)",,30\n\n"Copyright (c) 2021 Example"\n"Confidential Information - Do Not Distribute"\n"Generated By: Data Lead"\n`,
			["4  a-note", "6  a-note", "7  a-note", "8  a-note"],
		],
		["a total in the column of addresses", `Name,Email\nAda,${ada}\nBen,${ben}\nTotal,"1,234"\n`, ["4  a-note"]],
		[
			"averages and counts",
			`Name,Email,Gift\nAda,${ada},10\nBen,${ben},20\nAverage,,£15.00\nCount,,2\n`,
			["4  a-note", "5  a-note"],
		],
		["the sign that once ended files", `Name,Email\nAda,${ada}\nBen,${ben}\n\x1a`, []],
		["the count of a database", `email|name\n-----+----\n${ada}|Ada\n${ben}|Ben\n(2 rows)\n`, ["5  a-note"]],
		[
			"names of columns and page numbers between pages",
			`Name,Email\nAda,${ada}\nPage 2,\nNAME,EMAIL\nBen,${ben}\n`,
			["3  a-note"],
		],
	])("%s", async (_name, text, notes) => {
		const { people, problems, withoutAddress } = await read(text);
		expect(people.map((person) => person.found)).toEqual([[ada], [ben]]);
		expect([problems, withoutAddress]).toEqual([notes, 0]);
	});

	it("but somebody called Sum or Count is counted", async () => {
		const { withoutAddress } = await read(
			`First name,Surname,Email,Gift\nAda,Made,${ada},10\nSum,Made,,10\nCount,Made,,2\n`,
		);
		expect(withoutAddress).toBe(2);
	});

	it("but a member without an address is counted, whatever else the row holds", async () => {
		const { withoutAddress, problems } = await read(
			`Name,Email,Town,Status\nAda,${ada},X,Full\nConfidential,,Y,Full\n`,
		);
		expect([withoutAddress, problems]).toEqual([1, ["3  no-identifier"]]);
	});
});

it.each<[string, Buffer[]]>([
	["UTF-16 below UTF-8", [Buffer.from(`Email,Name\r\n${ada},Ada\r\n`), utf16(`Email,Name\r\n${ben},Ben\r\n`)]],
	["UTF-8 below UTF-16", [utf16(`Email,Name\r\n${ben},Ben\r\n`), Buffer.from(`Email,Name\r\n${ada},Ada\r\n`)]],
	[
		"UTF-8 far below UTF-16",
		[utf16(`Email,Name\r\n${`${ben},Ben\r\n`.repeat(20_000)}`), Buffer.from(`Email,Name\r\n${ada},Ada\r\n`)],
	],
])(
	"files in two encodings that were joined are refused, since the people of one would be lost: %s",
	async (_, parts) => {
		const bytes = Buffer.concat(parts);
		const mapping = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);
		expect(await refusal(dryRun(pieces(bytes, 65_536), mapping))).toContain(
			"Parts of this file are in different encodings",
		);
	},
);

it("a first row that names a delimiter which no row has is not believed", async () => {
	expect(await found(`sep=,\nEmail;Name\n${ada};Ada\n${ben};Ben\n`)).toEqual([ada, ben]);
});

it.each(["\u0430da@example.org", "ad\u03b1@example.org", "ada@ex\u0430mple.org"])(
	"%s has letters of two alphabets, and is named",
	async (address) => {
		expect(await read(`Email,Name\n${ben},Ben\n${address},Ada\n`)).toMatchObject({
			people: [{ found: [ben] }],
			problems: ["3 Email not-an-email-address", "3  no-identifier"],
		});
		expect(await found("Email\n\u0438\u0432\u0430\u043d@example.org\n")).toEqual([
			"\u0438\u0432\u0430\u043d@example.org",
		]);
	},
);

describe("the names of the columns are found", () => {
	it.each([
		[
			"below names of groups of columns",
			`Name,,E-mail,,Phone,\nFirst,Last,Home,Work,Home,Mobile\nAda,A,${ada},${cat},,\nBen,B,${ben},${dee},,\n`,
			[`${ada} ${cat}`, `${ben} ${dee}`],
		],
		["without one for the numbers of the rows", `,Email,Name\n0,${ada},Ada\n1,${ben},Ben\n`, [ada, ben]],
		[
			"before hundreds of columns that are empty",
			`Email,Name${",".repeat(400)}\n${ada},Ada${",".repeat(400)}\n${ben},Ben\n`,
			[ada, ben],
		],
	])("%s", async (_, text, people) => expect(await found(text)).toEqual(people));

	it.each([
		["that are years", `Name,Email,2020,2021\nAda A,${ada},10,12\nBen B,${ben},0,5\n`],
		["that are dates of meetings", `Name,Email,01/05/2021,08/05/2021\nAda A,${ada},x,\nBen B,${ben},,x\n`],
		[
			"below the date of a report that is as wide, where not all are usual",
			`01.11.2021\t\tDynamic List Display\t\t1\n\t\n\tCustomer\tName\tE-Mail Address\tTelephone\n\t\n\t101\tAda A\t${ada}\t\n\t102\tBen B\t${ben}\t\n`,
		],
		[
			"of a survey's questions, with those of its answers in a second row",
			`Respondent ID,Contact details:,,,What do you think?\n,Name,Email Address,ZIP/Postal Code,Open-Ended Response\n1,Ada A,${ada},,fine\n2,Ben B,${ben},,\n`,
		],
		[
			"below lines about the report, of which one has its own address",
			`Report name:,Members,\nRun by:,desk@party.example,\nRun at:,01/11/2021 09:00,\n,,\nName,Email,Town\nAda A,${ada},X\nBen B,${ben},Y\n`,
		],
		[
			"in two rows, each half of them",
			`First,Sur,E-mail,Date of\nname,name,address,birth\nAda,A,${ada},\nBen,B,${ben},\n`,
		],
	])("%s, and people's names are read", async (_, text) => {
		expect((await read(text)).people).toMatchObject([
			{ found: [ada], name: "a ada" },
			{ found: [ben], name: "b ben" },
		]);
	});

	it("but a date in the first row of a table without names of columns is somebody's", () => {
		const { headers } = readPreview(
			Buffer.from(`Kit,Email,01/05/2021\nAda,${ada},02/05/2021\nBen,${ben},03/05/2021\n`),
		);
		expect(headers).toEqual(["Column 1", "Column 2", "Column 3"]);
	});

	it("and a person without an address in the second row is not taken for names", () => {
		expect(readPreview(Buffer.from(`Name,Email,,\nAda,not known,x,y\nBen,${ben},,\n`)).format.headerRow).toBe(1);
	});
});

describe("a line that ends as no other line does", () => {
	it.each([
		["is a row, if what it parts are rows", `Email,Name\n${ada},Ada\r${ben},Ben\n${cat},Cat\n`],
		["the last column being the address", `Name,Email\nAda,${ada}\rBen,${ben}\nCat,${cat}\n`],
		["in a table of one column", `Email\n${ada}\r${ben}\n${cat}\n`],
		["with every cell in quotation marks", `"Email","Name"\n"${ada}","Ada"\r"${ben}","Ben"\n"${cat}","Cat"\n`],
		["after the names of the columns", `Email,Name\r${ada},Ada\n${ben},Ben\n${cat},Cat\n`],
		["a line feed among carriage returns", `Email,Name\r${ada},Ada\n${ben},Ben\r${cat},Cat\r`],
		["with cells left off", `Email,Name,Town\n${ada}\r${ben},Ben,X\n${cat},Cat,Y\n`],
		["in a second file below the first", `Email,Name\r\n${ada},Ada\r\n${ben},Ben\r${cat},Cat\r\n`],
	])("%s", async (_, text) => {
		const { people, problems } = await read(text);
		expect(people.map((person) => person.found)).toEqual([[ada], [ben], [cat]]);
		expect(problems).toEqual([]);
	});

	it.each([
		["unquoted", `Email,Name,Town\n${ada},Ada\rInvented,X\n${cat},Cat,bad\n`],
		["in quotation marks", `Email,Name,Town\n${ada},"Ada\rInvented",X\n${cat},Cat,bad\n`],
		["in a file of carriage returns", `Email,Name,Town\r${ada},"Ada\nInvented",X\r${cat},Cat,bad\r`],
	])("is a break in a text otherwise: %s", async (_, text) => {
		const { people, problems } = await read(text);
		expect(people.map(({ name }) => name)).toEqual(["ada invented", "cat"]);
		expect(problems).toEqual([]);
	});

	it("counts as a line, so that rows are named by the line an editor shows", async () => {
		expect((await read(`Email,Name\n${ada},Ada\r${ben},Ben\nbad,Cat\n`)).problems).toContain(
			"4 Email not-an-email-address",
		);
	});
});

describe("an address whose halves are in two columns is joined", () => {
	it.each([
		["Local part", "Domain", "ada", "example.org"],
		["Email", "Email domain", "ada", "@example.org"],
		["Email", "", "ada@", "example.org"],
		["Mailbox", "Host", "ada", "example.org"],
		["Username", "Email domain", "ada", "example.org"],
	])("%s, %s: %s and %s", async (local, domain, one, two) => {
		const table = `Name,${local},${domain}\nAda,${one},${two}\nBen,${one.replace("ada", "ben")},${two}\n`;
		expect(await found(table)).toEqual([ada, ben]);
	});

	it("and whole addresses stay as they are", async () => {
		const mapping = guessed("Email,Email domain\nada,example.org\n");
		const extract = recordExtractor({ mapping, columns: mapping.columns });
		expect(extract([ben, "example.com"], () => {}).identifiers[0]).toBe(ben);
		expect(guessed(`Email,Email domain\n${ada},example.org\n`).columns[1]?.as).not.toBe("email-domain");
	});

	it("but a name is not joined to a website", () => {
		const { columns } = suggestMapping(
			readPreview(Buffer.from("Username,Website\nada,example.org\nben,example.com\n")),
		);
		expect(columns.map(roleValue)).toEqual(["ignore", "ignore"]);
	});
});

describe("a note that says whom to ask makes no record and is named", () => {
	it.each([
		"Questions? data@party.example",
		"For corrections contact data@party.example or ring 01632 960000",
		"Please send corrections to <data@party.example>",
		"Contact: data@party.example",
		"Os oes gennych gwestiynau: data@party.example",
		"List owner: data@party.example",
		"To be removed from this list write to data@party.example",
	])("%s", async (note) => {
		const below = await read(`Email,Name\n${ada},Ada\n${ben},Ben\n,\n"${note}",\n`);
		expect([below.records, below.problems, below.withoutAddress]).toEqual([2, ["5  a-note"], 0]);
		expect(await found(`"${note}",\nEmail,Name\n${ada},Ada\n${ben},Ben\n`)).toEqual([ada, ben]);
	});

	it.each([
		"Questions?",
		"Prepared by the office",
		"Sent by",
		"Run by:",
		"Data controller:",
		"Compiled by Dee",
		"Last updated 1 Nov 2021 by",
	])("in two cells: %s", async (note) => {
		const { problems } = await read(`Name,Email\nAda,${ada}\n${note},data@party.example\n`);
		expect(problems).toEqual(["3  a-note"]);
	});

	it.each(["Constance Questions", "Ada Contact", "Source", "Help Invented"])("but %s is a name", async (name) => {
		expect((await read(`Name,Email\n${name},${ada}\n`)).problems).toEqual([]);
	});
});

describe("letters first met after the head of a file", () => {
	const head = Array.from({ length: 12_000 }, (_, at) => `p${at}@example.org,Pat Invented\n`).join("");
	const dryRunOf = async (last: Buffer) => {
		const bytes = Buffer.concat([Buffer.from(`Email,Name\n${head}`), last]);
		return (await dryRun(pieces(bytes, 65_536), guessed(bytes.subarray(0, 32_768)))).report;
	};

	it("that may be one or another are said to be so", async () => {
		const { format, warnings } = await dryRunOf(Buffer.from(`${ada},J\x94rg\n`, "latin1"));
		expect(format).toMatchObject({ encoding: "cp850", unclear: ["macintosh"] });
		expect(warnings.join()).toContain("read as DOS, code page 850, but it may be Mac OS Roman");
	});

	it("that can only be one are read as it, and the report says which it was", async () => {
		const { format, warnings } = await dryRunOf(iconv.encode(`${ada},Jörg O’Invented\n`, "windows-1252"));
		expect([format?.encoding, warnings]).toEqual(["windows-1252", []]);
	});
});

it("a column of addresses stays one, though most rows say in many ways that they have none", () => {
	const none = ["No email", "x", "none@none.com", "ask partner", "see notes", "not on email", "letter only"];
	const { columns } = guessed(`Name,Email\nAda,${ada}\n${none.map((text) => `Ben,${text}\n`).join("")}`);
	expect(columns.map(roleValue)).toEqual(["name:full", "identifier:email"]);
});

describe("an address that is nobody's is not used, and named", () => {
	it.each([
		"none@none.com",
		"noemail@example.org",
		"no-email@example.org",
		"no.email.address@example.org",
		"na@na.com",
		"unknown@unknown.co.uk",
		"test@test.com",
		"not.provided@example.org",
		"noreply@example.org",
		"do-not-reply@example.org",
		"xxx@xxx.com",
		"asdf@asdf.com",
		"no@no.no",
		"a@a.com",
	])("%s", async (address) => {
		expect(await read(`Email,Name\n${ben},Ben\n${address},Ada\n`)).toMatchObject({
			people: [{ found: [ben] }],
			problems: ["3 Email placeholder-address", "3  no-identifier"],
		});
	});
	it.each(["a***@example.org", "********@example.org", "ada@example.org¦Ada"])("%s", async (cell) => {
		expect(await read(`Email,Name\n${ben},Ben\n${cell},Ada\n`)).toMatchObject({
			people: [{ found: [ben] }],
			problems: ["3 Email not-an-email-address", "3  no-identifier"],
		});
	});
	it.each([
		"none@example.org",
		"nobody.jones@example.org",
		"no@example.org",
		"nomad@example.org",
		"a@b.example",
		"a.b@a.example",
		"test@example.org",
		"norris.mailer@example.org",
	])("but %s may be somebody's", async (address) =>
		expect(await found(`Email,Name\n${address},Ada\n`)).toEqual([address]),
	);
});

describe("somebody else's address in a row is not proposed as the member's own", () => {
	it.each([
		"Partner Email",
		"Referrer email",
		"Parent e-mail",
		"Added by",
		"Owner Email",
		"Last modified by email",
		"To Email Address",
		"Emergency contact email",
		"Branch secretary email",
		"Buyer Email",
		"point_person_name_or_email",
		"Her email",
		"Guest email",
		"Fundraiser Email",
		"Their email",
		"Order Email",
		"Sponsored by (email)",
		"Nominated by (e-mail)",
		"Recipient email",
	])("%s", (header) => {
		const { columns } = guessed(`Email,${header}\n${ada},${cat}\n${ben},${dee}\n`);
		expect(columns.map(roleValue)).toEqual(["identifier:email", "ignore"]);
	});
	it.each([
		["His email,Her email", ["identifier:email", "ignore"]],
		["Email (hers),Email (his)", ["identifier:email", "ignore"]],
		["Husband e-mail,Wife e-mail", ["identifier:email", "ignore"]],
		["Mr email,Mrs email", ["identifier:email", "ignore"]],
		["Mother email,Father email", ["identifier:email", "ignore"]],
		["Adult 1 email,Adult 2 email", ["identifier:email", "ignore"]],
		["Holder 1 email,Holder 2 email", ["identifier:email", "ignore"]],
		["Email,Joint member email", ["identifier:email", "ignore"]],
		["Email 1,Email 2", ["identifier:email", "identifier:email"]],
		["Email,Secondary email", ["identifier:email", "identifier:email"]],
	])("of two people in a row, the first one's: %s", (headers, roles) => {
		const { columns } = guessed(`${headers},Surname\n${ada},${cat},Made\n${ben},${dee},Fictif\n`);
		expect(columns.map(roleValue)).toEqual([...roles, "name:family"]);
	});
	it("with the names of the one whose address it is", () => {
		const roles = (headers: string) =>
			guessed(`${headers}\nAda,Ben,${ada},${ben}\nCat,Dee,${cat},${dee}\n`).columns.map(roleValue);
		expect(roles("Her first name,His first name,Her email,His email")).toEqual([
			"name:given",
			"ignore",
			"identifier:email",
			"ignore",
		]);
		for (const headers of [
			"Primary Contact,Secondary Contact,Primary Email,Secondary Email",
			"Name,Second name,Email,Second email",
		])
			expect(roles(headers).filter((role) => role === "ignore").length).toBeGreaterThan(1);
	});
	it("with the name of the one whose address it is, or of both, where the table has no other names", async () => {
		const roles = (headers: string) =>
			guessed(
				`${headers}\n${headers
					.split(",")
					.map((header, at) => (/email/i.test(header) ? [ada, ben][at % 2] : ["Ada Invented", "Ben Made"][at % 2]))
					.join()}\n`,
			).columns.map(roleValue);
		expect(roles("His name,Her name,Her email")).toEqual(["ignore", "name:full", "identifier:email"]);
		expect(roles("Husband name,Wife name,Husband email,Wife email")).toEqual([
			"name:full",
			"ignore",
			"identifier:email",
			"ignore",
		]);
		expect(roles("Her name,Email")).toEqual(["name:full", "identifier:email"]);
		expect(roles("Parent name,Parent email")).toEqual(["name:full", "identifier:email"]);
		expect(roles("Partner name,Email")).toEqual(["ignore", "identifier:email"]);
		expect(roles("Her name,Name,Email")).toEqual(["ignore", "name:full", "identifier:email"]);
		const { people } = await read(
			`Her name,His name,Email\nAda Invented,Ben Made,${ada}\nCat Invented,Dee Made,${cat}\n`,
		);
		expect(people.map(({ name }) => name)).toEqual(["ada ben invented made", "cat dee invented made"]);
	});
	it("and no relative's number, if the member has an address", () => {
		const roles = (header: string) =>
			guessed(`Email,${header}\n${ada},07700 900001\n${ben},07700 900002\n`).columns.map(roleValue)[1];
		expect(roles("Emergency contact phone")).toBe("ignore");
		expect(roles("Delivery phone")).toBe("identifier:telephone");
	});
	it("whatever the column is called, if few addresses stand in most rows", () => {
		const rows = Array.from({ length: 9 }, (_, at) => `m${at}@example.org,lead${at % 2}@example.org\n`);
		expect(guessed(`Email,E-mail 2\n${rows.join("")}`).columns.map(roleValue)).toEqual(["identifier:email", "ignore"]);
	});
	it("whatever the column is called, if its addresses are those of other rows", () => {
		const roles = (...rows: string[]) =>
			guessed(`Email,Primary member email\n${rows.join("\n")}\n`).columns.map(roleValue)[1];
		expect(roles(`${ada},${ada}`, `${ben},${ada}`)).toBe("ignore");
		expect(roles(`${ada},`, `${ben},${ada}`, `${cat},${cat}`, `${dee},${cat}`)).toBe("ignore");
		expect(roles(`${ada},${ada}`, `${ben},${ben}`)).toBe("identifier:email");
		expect(roles(`${ada},${ben}`, `${cat},${dee}`)).toBe("identifier:email");
		// One person in two rows, with both addresses in each.
		expect(roles(`${ada},${ben}`, `${ben},${ada}`)).toBe("identifier:email");
	});
	it("but who is sent something is who the row is about, beside who bought it", () => {
		const { columns } = guessed(`Buyer email,Recipient email\n${ada},${cat}\n${ben},${dee}\n`);
		expect(columns.map(roleValue)).toEqual(["ignore", "identifier:email"]);
	});
	it("unless it is the only one, and then the second person is told", () => {
		const { columns } = guessed(`Name,Parent email\nAda,${ada}\nBen,${ben}\n`);
		expect(columns.map(roleValue)).toEqual(["name:full", "identifier:email"]);
		const findings = columns.map((column) => ({
			column,
			nonEmpty: 2,
			hashed: 0,
			passwordLike: false,
			holdsAddresses: false,
			holdsWords: false,
			uniform: false,
		}));
		const none = { rows: 2, records: 2, problems: [] } as unknown as Parameters<typeof warningsOf>[0];
		expect(warningsOf(none, findings, [])[0]).toContain(
			"The column Parent email looks like the addresses or numbers of other people",
		);
	});
	it.each(["Previous Email", "Work email", "Home e-mail", "Alternative email"])("%s is the member's", (header) => {
		const { columns } = guessed(`Email,${header}\n${ada},${cat}\n${ben},${dee}\n`);
		expect(columns.map(roleValue)).toEqual(["identifier:email", "identifier:email"]);
	});
});

describe("two people of one row are not one, and it is said that the second is not found", () => {
	it.each([
		["Name,Email,,Name,Email", `Ada,${ada},,Cat,${cat}`, `Ben,${ben},,Dee,${dee}`],
		["Email,Name,Email,Name", `${ada},Ada,${cat},Cat`, `${ben},Ben,,`],
		[
			"First name 1,Surname 1,Email 1,First name 2,Surname 2,Email 2",
			`Ada,A,${ada},Cat,C,${cat}`,
			`Ben,B,${ben},Dee,D,${dee}`,
		],
		["Name,Email,Name 2,Email 2", `Ada,${ada},Cat,${cat}`, `Ben,${ben},Dee,${dee}`],
		["name,email,name.1,email.1", `Ada,${ada},Cat,${cat}`, `Ben,${ben},Dee,${dee}`],
		["Member 1,Member 1 email,Member 2,Member 2 email", `Ada,${ada},Cat,${cat}`, `Ben,${ben},Dee,${dee}`],
	])("%s", async (header, one, two) => {
		const table = `${header}\n${one}\n${two}\n`;
		expect(await found(table)).toEqual([ada, ben]);
		const { warnings } = (await dryRun(pieces(table), guessed(table))).report;
		expect(warnings.join()).toContain("holds email addresses, and nobody is found by them");
	});

	it("but a second forename or address is the same person's", async () => {
		const forenames = `First name 1,First name 2,Surname,Email 1,Email 2\nAda,B,A,${ada},${cat}\n`;
		expect(await found(forenames)).toEqual([`${ada} ${cat}`]);
	});
});

describe("MySQL's backslashes that first stand behind the beginning of a file", () => {
	const many = Array.from({ length: 9000 }, (_, at) => `${at}\tPat Invented\tp${at}@example.org\t-\n`);
	const table = (...rows: string[]) => `id\tname\temail\tnote\n${many.join("")}${rows.join("\n")}\n`;
	const last = (bytes: string) => read(bytes).then(({ people, problems }) => ({ people: people.slice(-2), problems }));

	it("are read, if the beginning has its sign for nothing", async () => {
		const bytes = table(`1\tAda\\\nInvented\t${ada}\ta\\\tb`, `2\tBen\t${ben}\tx`).replace("\t-\n", "\t\\N\n");
		expect(await last(bytes)).toMatchObject({
			people: [
				{ found: [ada], name: "ada invented" },
				{ found: [ben], name: "ben" },
			],
			problems: [],
		});
	});
	it.each([
		["within a cell", `1\tAda\\\nInvented\t${ada}\tx`],
		["in the last cell", `1\tAda\t${ada}\tone\\\ntwo`],
	])("are refused with the line where they part a row: %s", async (_, row) => {
		const bytes = table(row, `2\tBen\t${ben}\tx`);
		expect(await refusal(dryRun(pieces(bytes), guessed(bytes.slice(0, 200_000))))).toContain(
			"Line 9002 of the file ends with a backslash",
		);
	});
	it("and what only looks like them is read as it is", async () => {
		const bytes = table(`1\tAda\t${ada}\tC:\\a\\`, "", `2\tBen\t${ben}\tC:\\b\\`, `3\tCat\t${cat}\tx`);
		expect((await dryRun(pieces(bytes), guessed(bytes.slice(0, 200_000)))).report).toMatchObject({
			records: 9003,
			problems: [],
		});
	});
});

describe("a table whose names are not used is warned of", () => {
	const warnings = async (table: string) => (await dryRun(pieces(table), guessed(table))).report.warnings.join();
	it.each([
		["in columns without headers", `Ada,A,${ada}\nBen,B,${ben}\nCat,C,${cat}\n`, "Column 1"],
		["under headers that say nothing", `Field1,Field2\nAda,${ada}\nBen,${ben}\n`, "Field1"],
		["under a header with a slip of the pen", `Frist Name,Email\nAda,${ada}\nBen,${ben}\n`, "Frist Name"],
		[
			"beside an address",
			`Name and address,Email\n"Ada, 1 High Street",${ada}\n"Ben, 2 Low Street",${ben}\n`,
			"Name and address",
		],
	])("%s", async (_, table, header) =>
		expect(await warnings(table)).toContain(`The column ${header} may be names, and is not used as names`),
	);
	it.each([
		"Town,Email\nLeeds,ADA\nYork,BEN\n",
		"Company name,Email\nMade Ltd,ADA\nOther Ltd,BEN\n",
		"Field1,Email\n12,ADA\n13,BEN\n",
	])("but not where none are lost: %j", async (table) =>
		expect(await warnings(table.replace("ADA", ada as string).replace("BEN", ben as string))).not.toContain(
			"may be names",
		),
	);
});

it("addresses in a column of names are used, and those of a column that is ignored are named", async () => {
	const inNames = `Name,Phone\nAda <${ada}>,07700900001\nBen <${ben}>,07700900002\n`;
	expect(await found(inNames)).toEqual([`${ada} +447700900001`, `${ben} +447700900002`]);
	const table = `Email,Partner email\n${ada},${cat}\n${ben},${dee}\n`;
	const { warnings } = (await dryRun(pieces(table), guessed(table))).report;
	expect(warnings).toEqual([
		"The column Partner email holds email addresses, and nobody is found by them. Whoever has an address only there will be told that we found no record.",
	]);
});

it("addresses in a column that is taken for something else are named", async () => {
	const table = `Email,Postal\n${ada},${cat}\n${ben},${dee}\n`;
	const mapping = mappingOf([
		{ header: "Email", as: "identifier", kind: "email" },
		{ header: "Postal", as: "category", category: "postal-address" },
	]);
	const { warnings } = (await dryRun(pieces(table), mapping)).report;
	expect(warnings.join()).toContain("The column Postal holds email addresses, and nobody is found by them");
	expect(guessed(`Email,SmtpAddress\n${ada},${cat}\n`).columns.map(roleValue)).toEqual([
		"identifier:email",
		"identifier:email",
	]);
});

it("permissions for a newsletter are not taken for letters that were kept", () => {
	const { columns } = guessed(`Email,Newsletter\n${ada},Ja\n${ben},Nein\n`);
	expect(columns.map(roleValue)).toEqual(["identifier:email", "ignore"]);
});

it("somebody without an address in the second row is not taken for names, though they are reached by email", () => {
	const table = `Name,Email,Preferred,Phone type\nKit,,Email,Mobile\nAda,${ada},Email,Mobile\n`;
	expect(readPreview(Buffer.from(table)).format.headerRow).toBe(1);
	const other = `Ref,Preferred,Second\nKit,Email,Mobile\nBen,${ben},Mobile\n`;
	expect(readPreview(Buffer.from(other)).format.headerRow).toBe(1);
});

it("an address is never kept as the name of a column, whatever stands beside it", () => {
	const text = `Email,Name ${ada},Ada ${ben},Ben `;
	expect(readPreview(Buffer.from(text)).headers.join()).not.toContain("@");
});

describe("rows that end with a sign of Unicode, in a file without other row ends, are read:", () => {
	const signs = [
		["line separators (U+2028)", "\u2028"],
		["paragraph separators (U+2029)", "\u2029"],
		["next-line characters (U+0085)", "\u0085"],
	] as const;
	it.each(signs)("%s", async (name, end) => {
		const text = `Email,Name,Note${end}${ada},Zoë,"one${end}two"${end}${ben},Ben,${end}`;
		for (const bytes of [Buffer.from(text), iconv.encode(text, "utf-16le", { addBOM: true })]) {
			const { people, problems } = await read(bytes);
			expect(people.map((person) => [...person.found, person.name])).toEqual([
				[ada, "zoe"],
				[ben, "ben"],
			]);
			expect(problems).toEqual([]);
			expect(describeFormat(readPreview(bytes).format)).toContain(`lines that end with ${name}`);
		}
		const many = `Email,Name${end}${Array.from({ length: 30_000 }, (_, at) => `a${at}@example.org,Ada${end}`).join("")}`;
		expect(await found(many)).toEqual(Array.from({ length: 30_000 }, (_, at) => `a${at}@example.org`));
	});

	it.each(signs)("but %s are text where line feeds end the rows, and inside quotation marks", async (_, sign) => {
		const table = `Email,Name\n${ada},Ada${sign}Invented\n${ben},"Ben${sign}Made"\n`;
		expect((await read(table)).people.map(({ name }) => name)).toEqual(["ada invented", "ben made"]);
		expect(await found(`"Email","Note${sign}"\r"${ada}","x${sign}y"\r`)).toEqual([ada]);
	});

	it("the rows to correct are those of the file", async () => {
		const table = `Email,Name\u2028${ada},Ada\u2028none,Ben\u2028`;
		const { csv } = await correctionCsv(pieces(table, 7), guessed(table), [
			{ row: 3, column: "Email", reason: "not-an-email-address" },
		]);
		expect(csv).toContain('"none","Ben"');
		expect(csv).not.toContain(ada);
	});
});

describe("a table with a row for each detail of a person is refused with a sentence that says what to do:", () => {
	const sentence = (table: string) => refusal((async () => readPreview(Buffer.from(table)))());
	it.each([
		[
			"a database",
			`member_no,type,value\n101,email,${ada}\n101,phone,07700900001\n102,email,${ben}\n102,mobile,07700900002\n`,
		],
		[
			"a customer system",
			`Contact,Channel,Detail\nAda,E-mail (home),${ada}\nAda,Phone (mobile),07700 900001\nBen,E-mail,${ben}\nBen,Address,1 High Street\n`,
		],
		["a Welsh branch", `Rhif;Math;Gwerth\n1;E-bost;${ada}\n1;Ffôn;07700 900001\n`],
		["a database, one record below the other", `id|1\nemail|${ada}\nname|Ada\n\nid|2\nemail|${ben}\nname|Ben\n`],
		[
			"a content system, without addresses for all",
			`user_id,meta_key,meta_value\n1,first_name,Ada\n1,email,${ada}\n2,first_name,Ben\n2,phone,07700900002\n`,
		],
	])("%s", async (_, table) => {
		expect(await sentence(table)).toContain("a row for each detail of a person");
		expect(await sentence(table)).not.toContain("@");
	});

	it.each([
		[
			"how somebody wants to be reached",
			`Name,Preferred,Email\nAda,Email,${ada}\nBen,Phone,${ben}\nAda,Phone,${cat}\n`,
		],
		["one contact of each person", `Name,Type,Contact\nAda,email,${ada}\nBen,phone,07700 900001\nCat,email,${cat}\n`],
		["two addresses of each person", `No,Type,Email\n1,Home,${ada}\n1,Work,${ben}\n`],
		[
			"what is in the one number of each, where all live in one country",
			`Country,Type,Number\nUK,Home,01632 960001\nUK,E-Mail,${ada}\nUK,E-Mail,${ben}\nUK,E-Mail,${cat}\nUK,Mobile,07700 900002\nUK,E-Mail,${dee}\n`,
		],
	])("but not %s", async (_, table) => {
		expect(readPreview(Buffer.from(table)).headers).toHaveLength(3);
	});

	it("but not pairs of what a number is and the number, of which some are addresses: those are found", async () => {
		const table = `ID,Surname,Phone 1 type,Phone 1 number,Phone 2 type,Phone 2 number,Postcode\n1,Invented,Home,01632 960001,E-Mail,${ada},LS1 4AP\n2,Made,E-Mail,${ben},Mobile,07700 900002,LS1 4AP\n`;
		expect(await found(table)).toEqual([
			expect.stringContaining(ada as string),
			expect.stringContaining(ben as string),
		]);
	});
});

it.each([
	["times in front of addresses", `2023-10-11 14:32:52,INFO,${ada}\n2023-10-11 14:32:53,WARN,${ben}\n`],
	["times that are parted from addresses by semicolons", `2023-10-11T14:32:52Z;${ada}\n2023-10-11T14:32:53Z;${ben}\n`],
	["names of months", `Oct 11 2023,${ada},Ada\nOct 12 2023,${ben},Ben\n`],
	["a note about its version", `#Version: 3\nName,Email\nAda,${ada}\nBen,${ben}\n`],
])("a table with %s is no log", async (_, table) => {
	expect(await found(table)).toEqual([ada, ben]);
});

describe("UTF-7 is named:", () => {
	const sentence = (table: string | Buffer) => refusal((async () => readPreview(Buffer.from(table)))());
	it.each([
		["a letter with an accent", iconv.encode(`Email,Name\n${ada},Zoë\n`, "utf-7")],
		["the sign of an address", "Email,Name\nada+AEA-example.org,Ada\n"],
		["its mark", "+/v8-Email,Name\nada@example.org,Ada\n"],
	])("by %s", async (_, table) => expect(await sentence(table)).toContain("in UTF-7"));

	it.each([
		"ada+news-letter@example.org",
		"ada+tag-x@example.org",
		"ada+2024-a@example.org",
		"O+ve-n@example.org",
		"a+abc-d@example.org",
	])("but %s is an address", async (address) =>
		expect(await found(`Name,Email\nAda,${address}\n`)).toEqual([address.toLowerCase()]),
	);
});

describe("rows that end with a sign which is not read are refused with a sentence that names it:", () => {
	it.each([
		["vertical tabs", "\x0b"],
		["form feeds", "\x0c"],
		["record separators", "\x1e"],
	])("%s", async (name, end) => {
		const text = `Email,Name${end}${ada},Ada${end}${ben},Ben${end}`;
		expect(await refusal((async () => readPreview(Buffer.from(text)))())).toContain(`end with ${name}`);
		const long = `Email,Name${end}${`${ada},Ada${end}`.repeat(20_000)}`;
		expect(await refusal((async () => readPreview(Buffer.from(long).subarray(0, 262_144)))())).toContain(name);
	});

	it("but a page break before the names of the columns is none", async () => {
		expect(await found(`Email,Name\n${ada},Ada\n\x0cEmail,Name\n${ben},Ben\n`)).toEqual([ada, ben]);
	});
});

describe("a second table below the first is refused, with the line on which it begins", () => {
	it.each([
		["with its columns in another order", `Email,Phone,Name\n${cat},07700900003,Cat\n`],
		["with fewer columns", `Email,Name\n${cat},Cat\n`],
		["with more columns", `Email,Surname,Town,Branch\n${cat},Cat,X,Y\n`],
		["with its names in capitals", `EMAIL,PHONE,NAME\n${cat},07700900003,Cat\n`],
		["wider, of which the first has the names alone", `Attended,First Name,Last Name,Email,Phone\nYes,Cat,C,${cat},\n`],
	])("%s", async (_, second) => {
		const table = `Name,Email,Phone\nAda,${ada},07700900001\nBen,${ben},07700900002\n${second}`;
		expect(await refusal(dryRun(pieces(table), guessed(table)))).toContain(
			"On line 4 of the file a second table begins",
		);
	});

	it.each([
		["its own names again", "Name,Email,Phone\n"],
		["its own names in other words", "Full name,E-mail address,Mobile\n"],
		["somebody who has no address, and is reached by email", "Ada,,Email\n"],
		["somebody who is called as a column is", "Phone,,\n"],
	])("but not for %s", async (_, row) => {
		const table = `Name,Email,Phone\nAda,${ada},07700900001\n${row}Ben,${ben},07700900002\n`;
		expect((await dryRun(pieces(table), guessed(table))).report.byCategory["email-address"]).toBe(2);
	});
});

describe("an amount with a decimal comma and no quotation marks is one cell, and named", () => {
	it.each([
		["at the end", `Name,Email,Amount\nAda,${ada},12,50\nBen,${ben},7\n`, ["2  unquoted-comma"]],
		["before the address", `Name,Amount,Email\nAda,12,50,${ada}\nBen,,${ben}\n`, ["2  unquoted-comma"]],
		[
			"in every row",
			`Name,Donation,Email\nAda,1.012,50 €,${ada}\nBen,£7,00,${ben}\n`,
			["2  unquoted-comma", "3  unquoted-comma"],
		],
		["with a sign for thousands", `Donation,Email\n£1,234.50,${ada}\n12,${ben}\n`, ["2  unquoted-comma"]],
		["twice in a row", `Gift,Fee,Email\n3,50,4,00,${ada}\n3,4,${ben}\n`, ["2  unquoted-comma"]],
	])("%s", async (_, table, expected) => {
		expect((await read(table)).problems).toEqual(expected);
		expect((await dryRun(pieces(table), guessed(table))).report.byCategory["email-address"]).toBe(2);
	});

	it("but two numbers side by side are two values", async () => {
		const table = `Name,Address,Age,Ward,Email\nAda,1 High Street,Town,45,12,${ada}\nBen,2 High Street,45,12,${ben}\n`;
		const { problems, withoutAddress } = await read(table);
		// Nobody can find that row, and "not found" says so.
		expect([problems, withoutAddress]).toEqual([["2  other-number-of-columns"], 1]);
	});
});

describe("a text with a comma and a space and no quotation marks is one cell, and named", () => {
	it.each([
		["an address", `Name,Address,Email\nAda,1 High Street, Leeds, UK,${ada}\nBen,2 Low Street,${ben}\n`, "ada"],
		["a name", `Name,Town,Email\nInvented, Ada,Leeds,${ada}\nBen,York,${ben}\n`, "ada invented"],
		[
			"in apostrophes",
			`'Name','Town','Email'\n'Invented, Ada','Leeds','${ada}'\n'Ben','York','${ben}'\n`,
			"ada invented",
		],
		["beside an amount", `Name,Gift,Email\nInvented, Ada,12,50,${ada}\nBen,3,${ben}\n`, "ada invented"],
	])("%s", async (_, table, name) => {
		const { problems, withoutAddress } = await read(table);
		expect([problems, withoutAddress]).toEqual([["2  unquoted-comma"], 0]);
		const [first] = readPreview(Buffer.from(table)).rows;
		const mapping = guessed(table);
		expect(recordExtractor({ mapping, columns: mapping.columns })(first ?? [], () => {})).toMatchObject({ name });
	});

	it("but not if a space stands after every comma", async () => {
		const table = `Name, Town, Email\nAda, 1 High Street, Leeds, ${ada}\nBen, York, ${ben}\n`;
		expect((await read(table)).problems).toEqual(["2  other-number-of-columns"]);
	});
});

describe("notes and signs stuck to an address leave it whole and are named", () => {
	it.each([
		"BOUNCED ada@example.org",
		"Bounced: ada@example.org",
		"*ada@example.org*",
		"**ada@example.org**",
		"_ada@example.org_",
		"*ada@example.org",
		"-ada@example.org",
		"+ada@example.org",
		"...ada@example.org",
		"?ada@example.org?",
		"ada@example.org (old)",
		"ada@example.org [bounced]",
		"ada@example.org - deceased",
		"ada@example.org-bounced",
		"ada@example.org/bounced",
		"ada@example.orgBOUNCED",
		"ada@example.org.old",
		"ada@example.org deceased 2020",
		"was ada@example.org",
		"Jones / ada@example.org",
		"Jones: ada@example.org",
		"work: ada@example.org",
		"old ada@example.org",
		"BOUNCED-ada@example.org",
		"BOUNCED_ada@example.org",
		"BOUNCEDada@example.org",
		"DECEASED.ada@example.org",
		"DONOTUSE-ada@example.org",
		"HARD-BOUNCE-ada@example.org",
		"bounced:ada@example.org",
		"Left:ada@example.org",
		"INVALID:ada@example.org",
	])("%s", async (cell) => {
		expect(await read(`Email,Name\n${ben},Ben\n${cell},Ada\n`)).toMatchObject({
			people: [{ found: [ben] }, { found: [ada] }],
			problems: ["3 Email more-than-an-identifier"],
		});
	});

	it("a mark of a footnote behind it is no part of anything", async () => {
		expect((await read(`Email,Name\n${ada}*,Ada\n${ben}†,Ben\n`)).problems).toEqual([]);
	});

	it.each([
		"bounced-ada@example.org",
		"bouncedada@example.org",
		"BOUNCED-ADA@EXAMPLE.ORG",
		"OLD-ada@example.org",
		"DEAD_ada@example.org",
		"INVALID.ada@example.org",
		"secretary ada@example.org",
		"secretary - ada@example.org",
		"via ada@example.org",
		"jones:ada@example.org",
		"deceased_ada@example.org",
		"Jones ada@example.org",
		"ada@example.org2",
		"ada@example.org-x",
		"ada@example.org.invalid",
	])("but %s may be another mailbox: nobody is found by it, and it is named", async (cell) => {
		expect(await read(`Email,Name\n${ben},Ben\n${cell},Ada\n`)).toMatchObject({
			people: [{ found: [ben] }],
			problems: ["3 Email not-an-email-address", "3  no-identifier"],
		});
	});
});

it.each(["bounced", "optouts", "old-ada", "dead.ada", "left_bank", "zz_ada", "Old-Ada", "donotuse"])(
	"%s@ is a mailbox that may be called so",
	async (local) => {
		const address = `${local}@example.org`;
		expect(await read(`Email,Name\n${ben},Ben\n${address},Ada\n`)).toMatchObject({
			people: [{ found: [ben] }, { found: [address.toLowerCase()] }],
			problems: [],
		});
	},
);

describe("a number and an address in one cell", () => {
	it.each([
		["Contact", `07700 900001 / ${ada}`],
		["Email", `${ada} 07700 900001`],
		["Email", `07700 900001 ${ada}`],
		["Phone", `"07700900001, ${ada}"`],
		["Phone", `${ada} (07700900001)`],
	])("are both used, in a column %s: %s", async (header, cell) => {
		const { people, problems } = await read(`Name,${header}\nAda,${cell}\nBen,07700900002\nCat,${cat}\nDee,${dee}\n`);
		expect(people[0]?.found).toEqual([ada, "+447700900001"]);
		expect(problems).toContain(`2 ${header} more-than-an-identifier`);
	});

	it("an address in a column of numbers is used if the row has no other, and named", async () => {
		const { people, problems } = await read(
			`Name,Email,Phone\nAda,,${ada}\nBen,${ben},${cat}\nDee,${dee},07700900004\n`,
		);
		expect(people.map((person) => person.found)).toEqual([[ada], [ben], [dee, "+447700900004"]]);
		expect(problems).toEqual(["2 Phone not-a-telephone-number", "3 Phone not-a-telephone-number"]);
	});

	it("a number in a column of addresses is no address that was held", () => {
		const mapping = guessed(`Name,Email\nAda,${ada}\nBen,${ben}\n`);
		const { categories, identifiers } = recordExtractor({ mapping, columns: mapping.columns })(
			["Cat", "07700 900003"],
			() => {},
		);
		expect(identifiers.flat().filter(Boolean)).toEqual(["+447700900003"]);
		expect(dataCategories.filter((_, bit) => categories & (1 << bit))).toEqual(["name", "telephone-number"]);
	});
});

describe("addresses of a list without names are as many people", () => {
	const long = Array.from({ length: 30 }, (_, at) => `Pat Invented <p${at}@example.org>`);
	it.each([
		["on one line, parted by semicolons", `${ada}; ${ben}; ${cat}\n`, [ada, ben, cat]],
		["on one line, parted by commas", `${ada},${ben},${cat}\n`, [ada, ben, cat]],
		["as a mail program writes them", `Ada Invented <${ada}>; Ben Invented <${ben}>\n`, [ada, ben]],
		["in one cell", `Email\n"${ada}; ${ben}; ${cat}"\n`, [ada, ben, cat]],
		["in one cell, many", `Email\n"${long.join("; ")}"\n`, long.map((_, at) => `p${at}@example.org`).sort()],
	])("%s: everybody is found, and nobody is shown another's", async (_, table, people) => {
		const { people: rows } = await read(table);
		expect(rows.flatMap((row) => row.found).sort()).toEqual([...people].sort());
		const mapping = guessed(table);
		const { hints } = recordExtractor({ mapping, columns: mapping.columns })(
			mapping.columns.length > 1 ? table.trim().split(/[;,]/) : [people.join("; ")],
			() => {},
		);
		expect(hints.filter(Boolean)).toEqual([]);
	});
});

it.each([
	["ada_x0040_example.org", ada],
	["ada@example_x002E_org", ada],
	["_x0061_da@example.org_x000D_", ada],
])("characters as XML escapes them are decoded: %s", async (cell, address) => {
	expect(await read(`E_x002D_mail,Given_x0020_name\n${cell},Ada_x0020_Mair\n${ben},Ben\n`)).toMatchObject({
		people: [{ found: [address], name: "ada mair" }, { found: [ben] }],
		problems: [],
	});
});

it("the second name of a row is not the first one's, and a household is no bank account", () => {
	const table = `Name 1,Name 2,Email 1,Account Name\nAda A,Alan A,${ada},Household A\nBen B,,${ben},Household B\n`;
	expect(guessed(table).columns.map(roleValue)).toEqual(["name:full", "ignore", "identifier:email", "ignore"]);
});

describe("a value is read as it was meant", () => {
	it.each([
		["ZoÃ« Invented", "invented zoe"],
		["Oâ€™Neil", "oneil"],
		["Å\u0081ukasz Invented", "invented lukasz"],
		["Zo√´ Invented", "invented zoe"],
		["O‚ÄôNeil", "oneil"],
		["Ll≈∑r", "llyr"],
		["Zo├½ Invented", "invented zoe"],
		["OÔÇÖNeil", "oneil"],
		["Ada InventedÂ", "ada invented"],
		["AdaÂ Invented", "ada invented"],
		["JÉRÔME ÂGE", "age jerome"],
		["Vân Âu", "au van"],
		["Zoë Ångström", "angstrom zoe"],
		["Si&acirc;n O&#39;Made", "omade sian"],
		["&Eacute;va &Oslash;stby", "eva ostby"],
		["nan", ""],
		["Nan Invented", "invented nan"],
		["Ada NULL", "ada"],
		["undefined Invented", "invented"],
		["ADA NULL", "ada null"],
		["Jo Null", "jo null"],
		["x x", ""],
		["<b>Ada</b> Invented", "ada invented"],
		["Ada<br />Invented", "ada invented"],
		["O\u0092Neil", "oneil"],
	])("the name %s is %j", async (name, words) => {
		expect((await read(`Email,Name\n${ada},${name}\n`)).people[0]?.name).toBe(words);
	});

	it.each(["oâ€™neil", "o‚Äôneil", "oÔÇÖneil"])("%s@ is o'neil@", async (local) => {
		expect(await found(`Email,Name\n${local}@example.org,Ada\n`)).toEqual(["o'neil@example.org"]);
	});

	it.each([
		["0044 7700 900001", "+447700900001"],
		["+44(0)7700900001", "+447700900001"],
		["'07700900001", "+447700900001"],
		["7700900001.0", "+447700900001"],
		["O7700 900001", "+447700900001"],
	])("the number %s", async (cell, number) => {
		expect(await found(`Email,Phone\n${ada},${cell}\n`)).toEqual([`${ada} ${number}`]);
	});

	it.each([
		["7.91E+09", "rounded-by-a-spreadsheet"],
		["07700 9000l1", "not-a-telephone-number"],
		["07700 9OO011", "not-a-telephone-number"],
	])("the number %s is no other number", async (cell, reason) => {
		const { people, problems } = await read(`Email,Phone\n${ada},${cell}\n${ben},07700 900002\n${cat},07700 900003\n`);
		expect([people[0]?.found, problems]).toEqual([[ada], [`2 Phone ${reason}`]]);
	});

	it("numbers of rows are no postcodes", () => {
		const { columns } = guessed(`Email,LEID\n${ada},123456789\n${ben},123456790\n`);
		expect(columns.map(roleValue)).toEqual(["identifier:email", "ignore"]);
	});

	it("a year of birth of two figures is not that of a child or of somebody not yet born", () => {
		const born = (cell: string) => readDate(cell, "day-first", birthPivot)?.slice(0, 4);
		expect(["12/03/25", "12-Mar-29", "1/1/13", "30/05/89", "1/1/08"].map(born)).toEqual([
			"1925",
			"1929",
			"1913",
			"1989",
			"2008",
		]);
		expect(readDate("12/03/25")).toBe("2025-03-12");
		const extract = recordExtractor({
			mapping: guessed(`Email\n${ada}\n`),
			columns: [{ header: "DOB", as: "category", category: "date-of-birth" }],
		});
		expect(extract(["12/03/25"], () => {}).hints.find(Boolean)).toContain("1925");
	});
});

it("names that mail programs encoded are the names they were", async () => {
	const { people } = await read("Name,Email\nZo=C3=AB Made-Up,ann@example.org\nJo =3D Made-Up,ben@example.org\n");
	expect(people.map(({ name }) => name)).toEqual(["made up zoe", "3d jo made up"]);
});
