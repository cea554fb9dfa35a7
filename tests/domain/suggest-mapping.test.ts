/** What columns are proposed to be. */
import { describe, expect, it } from "vitest";
import { roleValue } from "@/lib/datasets/mapping/mapping-form";
import { suggestMapping } from "@/lib/datasets/mapping/suggest-mapping";

describe("names are proposed as names", () => {
	const roles = (headers: string[]) => {
		const rows = [
			["ada@example.org", "Ada", "Invented"],
			["bea@example.org", "Bea", "van der Made"],
			["cai@example.org", "Cai", "Fiction"],
		];
		return suggestMapping({ headers: ["Email", ...headers], rows })
			.columns.slice(1)
			.map(roleValue);
	};
	it.each([
		["FNAME", "LNAME"],
		["f_name", "l_name"],
		["Name (First)", "Name (Last)"],
		["contact_first", "contact_last"],
		["FirstNm", "LastNm"],
		["givenName", "sn"],
		["Inits", "Surname"],
		["Known as", "Surname"],
		["Preferred name", "Last name"],
		["Förnamn", "Efternamn"],
		["Voornaam", "Achternaam"],
		["Jméno", "Příjmení"],
		["Keresztnév", "Vezetéknév"],
		["Vardas", "Pavardė"],
		["Prenume", "Nume"],
		["Nombre", "Primer apellido"],
		["Nome próprio", "Apelido"],
		["Céadainm", "Sloinne"],
		["profile.first_name", "profile.last_name"],
		["Ainm", "Sloinneadh"],
		["FRST_NM", "LST_NM"],
		["FNAME", "SNAME"],
		["First name [text]", "Last name (block capitals)"],
		["Имя", "Фамилия"],
		["Ім’я", "Прізвище"],
		["Όνομα", "Επώνυμο"],
		["名", "姓"],
		["الاسم الأول", "اسم العائلة"],
	])("of a given name and a surname: %s, %s", (given, family) =>
		expect(roles([given, family])).toEqual(["name:given", "name:family"]),
	);
	it("of a name and a surname, which are a given name and a surname", () => {
		for (const [name = "", surname = ""] of [
			["Name", "Surname"],
			["Nome", "Cognome"],
		])
			expect(roles([name, surname])).toEqual(["name:full", "name:family"]);
		expect(roles(["First name", "Known as"])).toEqual(["name:given", "ignore"]);
	});

	it.each(["姓名", "氏名", "이름", "الاسم", "نام", "नाम", "নাম", "ਨਾਮ", "שם", "ФИО", "Ονοματεπώνυμο"])(
		"of a header in another script: %s",
		(header) => expect(inFull(header, ["王小明", "李小红", "张伟"])).toBe("name:full"),
	);
	it.each(["Name", "Surname", "First name"])("of a cell with %s that was merged over two columns", (header) => {
		const rows = [
			["Ada", "Invented"],
			["Bea", "Made"],
			["Mary Ann", "Fiction"],
		].map((parts, at) => [
			`p${at}@example.org`,
			...(header === "First name" || header === "Name"
				? parts.map((part) => part.replace(" Ann", ""))
				: parts.toReversed()),
		]);
		const { columns } = suggestMapping({ headers: ["Email", header, "Column 3"], rows });
		expect(columns.map(roleValue)[2]).toBe(header === "Surname" ? "name:given" : "name:family");
	});
	it.each(["Gender", "Sex", "contact_gender", "Rhyw", "Geschlecht", "Sexe", "Płeć", "Kön", "Пол", "性别"])(
		"of a gender, which tells a couple apart: %s",
		(header) => expect(inFull(header, ["M", "F", "F"])).toBe("name:gender"),
	);
	it("of two names of one word each, and not of two people", () => {
		const roles = (one: string, two: string) =>
			suggestMapping({
				headers: ["Name 1", "Name 2", "Email"],
				rows: [
					[one, two, "ada@example.org"],
					[one, two, "bea@example.org"],
				],
			}).columns.map(roleValue);
		expect(roles("Invented", "Ada")).toEqual(["name:full", "name:family", "identifier:email"]);
		expect(roles("Ada Invented", "Ben Invented")).toEqual(["name:full", "ignore", "identifier:email"]);
	});
	it("but a column without a header beside whole names is none", () => {
		const rows = ["Ada Invented", "Bea Made", "Cai Fiction"].map((name, at) => [`p${at}@example.org`, name, "Leeds"]);
		expect(suggestMapping({ headers: ["Email", "Name", "Column 3"], rows }).columns.map(roleValue)[2]).toBe("ignore");
	});

	const inFull = (header: string, values = ["Ada Invented", "Bea van der Made", "Fiction, Cai"]) => {
		const rows = values.map((value, at) => [`p${at}@example.org`, value]);
		return suggestMapping({ headers: ["Email", header], rows }).columns.map(roleValue)[1];
	};
	it.each([
		"Fullname",
		"Member's name",
		"Name of member",
		"Supporter name",
		"Attendee",
		"Attendee name",
		"Voter name",
		"Name in full",
		"cn",
		"Nombre y apellidos",
		"Vor- und Nachname",
		"Contact",
		"Volunteer",
		"Donors",
		"Who",
		"Cardholder",
		"Signatory",
		"Label name",
		"Addressee",
		"Name (Last, First)",
		"NAME OF MEMBER (BLOCK CAPITALS)",
		"Enw'r aelod",
		"First & last name",
		"_source.name",
		"name_x",
		"Nom Prénom",
		"Apellidos, Nombre",
		"Nazwisko i imię",
		"Name, Vorname",
	])("in full: %s", (header) => expect(inFull(header)).toBe("name:full"));
	it.each([
		"User name",
		"Company name",
		"Event name",
		"Partner name",
		"Manager name",
		"Maiden name",
		"File name",
		"Name (company)",
		"company.name",
		"Location",
		"Employer",
	])("but not %s", (header) => expect(inFull(header)).toBe("ignore"));
	it("and a column Member or Contact that says something else is not", () => {
		for (const values of [
			["Full Member", "Ex Member", "Full Member"],
			["Yes", "No", "Yes"],
			["By Post", "By Post", "By Post", "By Email"],
		])
			for (const header of ["Member", "Contact"])
				expect([values, inFull(header, values)]).not.toEqual([values, "name:full"]);
	});
});

it("who looks after somebody says nothing of what they are to the organisation", () => {
	const teams = ["Member Services", "Staff Desk", "Donor Care"];
	for (const header of ["Contact Owner", "Account Manager", "Created By"])
		expect([header, proposed(header, teams)]).toEqual([header, "ignore"]);
	expect(proposed("What they are", teams)).toBe("relationship");
});

/** The role proposed for a column with these values. */
function proposed(header: string, values: string[]): string | undefined {
	const { columns } = suggestMapping({ headers: [header], rows: values.map((value) => [value]) });
	return columns[0] && roleValue(columns[0]);
}

describe("a column of permissions is never proposed as addresses or numbers", () => {
	it.each([
		"Phone consent",
		"Email opt in",
		"email_optin",
		"EmailOptOut",
		"Mailing preference",
		"SMS ok",
		"GDPR post",
		"May we phone",
		"Do not email",
		"No phone calls",
		"Unsubscribed email",
		"Address permission",
		"Telephone contact allowed",
		"Letter consent",
		"Mobile marketing",
		"Caniatâd e-bost: email consent",
	])("%s", (header) => {
		for (const values of [["Yes", "No", "Yes"], ["Y", "", "N"], ["Opted in 2019", "never", "ask"], []])
			expect([values, proposed(header, values)]).toEqual([values, "ignore"]);
	});

	it.each(["Email", "Mobile", "Home address", "Phone?"])("%s with nothing but yes and no", (header) => {
		expect(proposed(header, ["Yes", "No", "Oes", "0", "TRUE"])).toBe("ignore");
	});

	it.each([
		["Email (opt in)", ["ada@example.org", "bo@example.org"], "identifier:email"],
		["Email (opt in)", ["ada@example.org"], "identifier:email"],
		["Preferred email", ["ada@example.org", "bo@example.org"], "identifier:email"],
		["Mobile", ["07700 900123", "No"], "identifier:telephone"],
		["Email", [], "identifier:email"],
		["Voting preference", ["Yes", "No"], "category:political-opinion"],
		["Address", ["1 Invented Street", "2 Invented Street"], "category:postal-address"],
	])("%s of %j is %s", (header, values, role) => expect(proposed(header, values)).toBe(role));
});

/** The first columns of exports as their programs name them. */
describe("the columns of an export of", () => {
	const roles = (columns: Record<string, string>) => {
		const headers = Object.keys(columns);
		const { columns: suggested } = suggestMapping({ headers, rows: [Object.values(columns), Object.values(columns)] });
		return Object.fromEntries(suggested.map((column) => [column.header, roleValue(column)]));
	};

	it("a membership database are proposed for what they hold", () => {
		const proposal = roles({
			"Individual Prefix": "Ms",
			"Sort Name": "Invented, Ada",
			"First Name": "Ada",
			"Last Name": "Invented",
			"Home-Email": "ada@example.org",
			"Postal Code": "ZZ1 1ZZ",
			"Membership Type": "Standard",
			"Do Not Email": "0",
		});
		expect(proposal).toEqual({
			"Individual Prefix": "name:title",
			"Sort Name": "ignore",
			"First Name": "name:given",
			"Last Name": "name:family",
			"Home-Email": "identifier:email",
			"Postal Code": "postcode",
			"Membership Type": "relationship",
			"Do Not Email": "ignore",
		});
	});

	it("an address book: the kind of an address is no address", () => {
		const proposal = roles({
			"E-mail 1 - Type": "* Home",
			"E-mail 1 - Value": "ada@example.org",
			"E-mail Type": "SMTP",
			"E-mail Label": "ada@example.org",
			"Phone 1 - Type": "Mobile",
			email1_is_bad: "maybe",
		});
		expect(proposal).toEqual({
			"E-mail 1 - Type": "ignore",
			"E-mail 1 - Value": "identifier:email",
			"E-mail Type": "ignore",
			"E-mail Label": "identifier:email",
			"Phone 1 - Type": "ignore",
			email1_is_bad: "ignore",
		});
	});

	it.each<[string, Record<string, string>, Record<string, string>]>([
		[
			"bookkeeping: the people at a customer are not the customer",
			{
				"*ContactName": "Ada",
				EmailAddress: "ada@example.org",
				Person1FirstName: "Ben",
				Person1Email: "ben@example.org",
			},
			{
				"*ContactName": "name:full",
				EmailAddress: "identifier:email",
				Person1FirstName: "ignore",
				Person1Email: "ignore",
			},
		],
		[
			"tickets: whoever bought one is not who comes",
			{ "First Name": "Ada", Email: "ada@example.org", "Buyer First Name": "Ben", "Buyer Surname": "Made" },
			{
				"First Name": "name:given",
				Email: "identifier:email",
				"Buyer First Name": "ignore",
				"Buyer Surname": "ignore",
			},
		],
		[
			"a donor database: the name of a spouse is not the donor's, and the key name is the surname",
			{ CnBio_First_Name: "Ada", keyname: "Invented", Email: "ada@example.org", CnSpSpBio_First_Name: "Ben" },
			{
				CnBio_First_Name: "name:given",
				keyname: "name:family",
				Email: "identifier:email",
				CnSpSpBio_First_Name: "ignore",
			},
		],
		[
			"a shop: whoever something is sent to is not who paid",
			{
				Email: "ada@example.org",
				"Billing Name": "Ada",
				"Shipping Name": "Ben",
				"Billing Zip": "LS1 4AP",
				"Shipping Zip": "LS1 4AQ",
			},
			{
				Email: "identifier:email",
				"Billing Name": "name:full",
				"Shipping Name": "ignore",
				"Billing Zip": "postcode",
				"Shipping Zip": "ignore",
			},
		],
		[
			"a form: a name that it did not ask for takes nothing from the one that was given",
			{ Email: "", Name: "", "Full name": "Ada Invented", "Your email": "ada@example.org" },
			{ Email: "identifier:email", Name: "ignore", "Full name": "name:full", "Your email": "identifier:email" },
		],
	])("%s", (_, columns, expected) => expect(roles(columns)).toEqual(expected));

	it("a website: the name that is shown is the name, if there is no other", () => {
		expect(roles({ user_email: "ada@example.org", display_name: "Ada Invented", born_at: "1989-05-30" })).toEqual({
			user_email: "identifier:email",
			display_name: "name:full",
			born_at: "category:date-of-birth",
		});
	});

	it("a Welsh office", () => {
		expect(
			roles({
				"E-bost": "ada@example.org",
				"Enw cyntaf": "Ada",
				Cyfenw: "Dychmygol",
				"Rhif ffôn": "07700 900123",
				"Cod post": "ZZ1 1ZZ",
				"Dyddiad geni": "30/05/1989",
				"Rhif aelodaeth": "MP123456",
				Ymunodd: "14/03/2014",
			}),
		).toEqual({
			"E-bost": "identifier:email",
			"Enw cyntaf": "name:given",
			Cyfenw: "name:family",
			"Rhif ffôn": "identifier:telephone",
			"Cod post": "postcode",
			"Dyddiad geni": "category:date-of-birth",
			"Rhif aelodaeth": "identifier:membership-number",
			Ymunodd: "since",
		});
	});
});

it.each([
	["Kunnr", ["0000000101", "0000000102"], "ignore"],
	["Name1", ["Invented", "Made"], "name:family"],
	["Name2", ["Ada", "Ben"], "name:given"],
	["Telf1", ["07700 900001", "07700 900002"], "identifier:telephone"],
	["Pstlz", ["LS1 4AP", "00000"], "postcode"],
	["FN", ["Ada Invented", "Ben Made"], "name:full"],
	["BDAY", ["19890530", "19700201"], "category:date-of-birth"],
	[
		"ADR;TYPE=HOME",
		[";;1 High Street;Leeds;;LS1 4AP;UK", ";;2 Low Street;Leeds;;LS1 4AQ;UK"],
		"category:postal-address",
	],
	["What is your full name?", ["Ada Invented", "Ben Made"], "name:full"],
	["Please enter your surname", ["Invented", "Made"], "name:family"],
	["Your mobile number", ["07700 900001", "07700 900002"], "identifier:telephone"],
	["Phonetic First Name", ["eida", "bɛn"], "ignore"],
	["Email status", ["Active", "Bounced"], "ignore"],
	["IP Address", ["192.0.2.1", "192.0.2.2"], "ignore"],
	["Web address", ["https://example.org", "https://example.com"], "ignore"],
	["Email domain", ["example.org", "example.com"], "ignore"],
	["Emailed", ["01/02/2021", "02/02/2021"], "ignore"],
	["Phone country code", ["44", "353"], "ignore"],
	["Address ID", ["1", "2"], "ignore"],
	["Email ID", ["ada@example.org", "ben@example.org"], "identifier:email"],
	["Bank holiday contact", ["Yes", "No"], "ignore"],
	["Account created", ["01/02/2021", "02/02/2021"], "since"],
	["Acct no", ["12345678", "87654321"], "category:bank-details"],
	["User account", ["ada", "ben"], "ignore"],
	["DOB verified", ["Yes", "No"], "ignore"],
	["Birth country", ["UK", "Ireland"], "ignore"],
	["Place of birth", ["Leeds", "Cork"], "ignore"],
	["European Union citizen", ["Yes", "No"], "ignore"],
	["Union", ["Unite", "GMB"], "category:trade-union"],
	["Survey completed", ["Yes", "No"], "ignore"],
	["Party size", ["2", "4"], "ignore"],
	["Party member since", ["2014", "2015"], "since"],
	["Party", ["Red", "Blue"], "category:political-opinion"],
	["Gifted by", ["Ben", "Cai"], "ignore"],
	["Award", ["OBE", "MBE"], "ignore"],
	["Given consent", ["Yes", "No"], "ignore"],
	["OtherInitial", ["B", "C"], "name:given"],
	["Family size", ["2", "4"], "ignore"],
	["Last email date", ["01/02/2021", "03/02/2021"], "ignore"],
	["No. of emails sent", ["3", "4"], "ignore"],
	["Phone calls made", ["3", "0"], "ignore"],
	["NI Number", ["QQ123456C", "QQ123457C"], "category:identity-document"],
	["Date of joining", ["01/02/2014", "02/02/2014"], "since"],
	["Member from", ["01/02/2014", "02/02/2014"], "since"],
	["Membership", ["MP000001", "MP000002"], "identifier:membership-number"],
	["Membership", ["Standard", "Reduced"], "category:membership"],
	["Geboortedatum", ["30-05-1989", "01-02-1970"], "category:date-of-birth"],
	["Data di nascita", ["30/05/1989", "01/02/1970"], "category:date-of-birth"],
	["Születési dátum", ["1989.05.30.", "1970.02.01."], "category:date-of-birth"],
	["Дата рождения", ["30.05.1989", "01.02.1970"], "category:date-of-birth"],
	["Mobil", ["+49 170 1234567", "+49 170 1234568"], "identifier:telephone"],
	["Gsm", ["+32 470 12 34 56", "+32 470 12 34 57"], "identifier:telephone"],
	["Geb.-Datum", ["30.05.1989", "01.02.1970"], "category:date-of-birth"],
	["DNI", ["00000000T", "00000001R"], "category:identity-document"],
	["Donor Title", ["Mr", "Mrs"], "name:title"],
	["Mitglied seit", ["2014", "2015"], "since"],
	["Guthán", ["087 123 4567", "087 123 4568"], "identifier:telephone"],
	["電話番号", ["07700 900001", "07700 900002"], "identifier:telephone"],
	["Straße", ["Hauptstr. 1", "Ring 2"], "category:postal-address"],
	["Email subscriber status", ["Subscribed", "Never subscribed"], "ignore"],
])("%s of %j is %s", (header, values, role) => expect(proposed(header, values)).toBe(role));

it("a value that says nothing of the relationship is a member's in a column of memberships", () => {
	const relationships = (header: string) => {
		const [column] = suggestMapping({ headers: [header], rows: [["Standard"], ["Lapsed"]] }).columns;
		return column?.as === "relationship" ? column.values : undefined;
	};
	expect(relationships("Membership type")).toEqual({ standard: "member", lapsed: "former-member" });
	expect(relationships("Status")).toEqual({ standard: "other", lapsed: "former-member" });
});

describe("a column that says how people relate to the organisation", () => {
	it.each(["Standing", "Grade", "Kind"])("is proposed by its values: %s", (header) => {
		expect(proposed(header, ["Member", "Donor", "Ex-member", "Member", "Hon. President", "Donor"])).toBe(
			"relationship",
		);
	});

	it("is not looked for in values if a header names one, nor in a column with other words", () => {
		const { columns } = suggestMapping({
			headers: ["Employment", "Status"],
			rows: [
				["Staff", "Member"],
				["Staff", "Donor"],
			],
		});
		expect(columns.map(roleValue)).toEqual(["ignore", "relationship"]);
		expect(proposed("Remembered as", ["Member", "Blue", "Round", "Seven"])).toBe("ignore");
	});
});
