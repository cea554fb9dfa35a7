import type { DemoPerson } from "./person";
import { type Random, seeded } from "./random";
import { samplePeople } from "./samples";
import { branches, firstNames, lastNames, mailDomains, notes, streets, titles, towns, unions } from "./vocabulary";

const standings = [
	...Array<string>(46).fill("Member"),
	...Array<string>(20).fill("Ex-member"),
	...Array<string>(14).fill("Affiliated (via union)"),
	...Array<string>(10).fill("Registered supporter"),
	...Array<string>(5).fill("Donor"),
	...Array<string>(3).fill("Voter contact"),
	...Array<string>(2).fill("Correspondent"),
];
/** Number ranges that Ofcom reserves for drama. They reach nobody. */
const landlines = ["020 7946 0", "0113 496 0", "0131 496 0", "0141 496 0", "0161 496 0", "029 2018 0", "0191 498 0"];
const roleMailboxes = ["office@riverside.example", "secretary@ballymere.example", "post@weavers.example"];
const digits = (value: number, width: number) => String(value).padStart(width, "0");

/** Removes all but letters and digits, for the local part of an address. */
function plain(name: string): string {
	return name
		.replaceAll(/[ŁłØø]/g, (letter) => ("Łł".includes(letter) ? "l" : "o"))
		.normalize("NFD")
		.replaceAll(/[^\p{ASCII}]/gu, "")
		.toLowerCase()
		.replaceAll(/[^a-z]/g, "");
}

function address(random: Random) {
	const [town, outward] = random.pick(towns);
	const flat = random.chance(0.15) ? `, Flat ${random.between(1, 40)}` : "";
	const inward = `${random.between(1, 9)}${random.pick([..."ABDEFGHJLN"])}${random.pick([..."PQRSTUWXYZ"])}`;
	return { street: `${random.between(1, 240)} ${random.pick(streets)}${flat}`, town, postcode: `${outward} ${inward}` };
}

/** Returns the invented person number `index`, always the same one. */
function invent(index: number): DemoPerson {
	const random = seeded(0x5eed + index * 7919);
	const standing = random.pick(standings);
	const first = random.pick(firstNames);
	const last = random.pick(lastNames);
	const held = (share: number, value: () => string) => (random.chance(share) ? value() : "");
	const local = `${plain(first)}.${plain(last)}${index}${random.chance(0.04) ? "+meridian" : ""}`;
	const joined = random.between(1968, 2021);
	const member = standing === "Member" || standing === "Ex-member";
	return {
		ref: member ? `MP${digits(200_000 + index, 6)}` : "",
		title: random.pick(titles),
		first,
		last,
		email: random.chance(0.012)
			? random.pick(roleMailboxes)
			: held(0.84, () => `${local}@${index % 97 === 0 ? "höhle.example" : random.pick(mailDomains)}`),
		// There are a thousand mobile numbers for drama: one person in six has one of their own, a sample has number 142.
		mobile: index % 6 === 0 && index !== 6 * 142 ? `07700 ${digits(900_000 + ((index / 6) % 1000), 6)}` : "",
		landline: held(0.5, () => `${random.pick(landlines)}${digits(random.between(0, 999), 3)}`),
		...(random.chance(0.82) ? address(random) : { street: "", town: random.pick(towns)[0], postcode: "" }),
		born: held(
			0.45,
			() => `${digits(random.between(1, 28), 2)}/${digits(random.between(1, 12), 2)}/${random.between(1932, 2004)}`,
		),
		branch: member ? held(0.9, () => random.pick(branches)) : "",
		union: standing.startsWith("Affiliated")
			? random.pick(unions)
			: member
				? held(0.15, () => random.pick(unions))
				: "",
		standing,
		joined: held(0.92, () => String(joined)),
		left: standing === "Ex-member" ? held(0.85, () => String(Math.min(2021, joined + random.between(1, 20)))) : "",
		canvass: held(0.3, () => random.pick(["Firm", "Leaning", "Undecided", "Won't say"])),
		remarks: held(0.22, () => random.pick(notes)),
	};
}

/** Returns another person with the same postal address and landline. */
function householdOf(person: DemoPerson, index: number): DemoPerson {
	const other = invent(900_000 + index);
	const { street, town, postcode, landline } = person;
	return {
		...other,
		ref: other.ref && `MP${digits(300_000 + index, 6)}`,
		last: person.last,
		street,
		town,
		postcode,
		landline,
		mobile: "",
	};
}

/**
 * Returns the people of the affected table, including the samples: more than five thousand. Version 2 is the table after more of
 * it was rebuilt: it has some 700 more people and some newer details, and lacks some test rows.
 */
export function affectedPeople(version: 1 | 2): DemoPerson[] {
	const people: DemoPerson[] = [];
	for (let index = 1; index <= (version === 1 ? 5_000 : 5_600); index++) {
		if (version === 2 && index % 173 === 5) continue;
		const person = invent(index);
		if (version === 2 && index % 41 === 7) Object.assign(person, address(seeded(index)), { branch: "Riverside" });
		people.push(person);
		if (index % 25 === 0) people.push(householdOf(person, index));
		const sample = index % 1_000 === 400 ? samplePeople[Math.floor(index / 1_000)] : undefined;
		if (sample) people.push(sample);
	}
	return people;
}
