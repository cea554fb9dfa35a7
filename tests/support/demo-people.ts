import { affectedPeople } from "@/db/demo/people";
import type { DemoPerson } from "@/db/demo/person";

const all = affectedPeople(2);
/** How many people use each address. */
const uses = new Map<string, number>();
for (const { email } of all) uses.set(email, (uses.get(email) ?? 0) + 1);

/**
 * Returns invented people of the affected table who share their address with nobody. Tests that run concurrently sign in as
 * different people. `where` is a condition on the people.
 */
export function affectedPerson(at: number, where: (person: DemoPerson) => boolean = () => true): DemoPerson {
	const fitting = all.filter(
		(person) => /^[a-z.]+\d+@[a-z.]+$/.test(person.email) && where(person) && uses.get(person.email) === 1,
	);
	const person = fitting[at];
	if (!person) throw new Error(`the demo has no such person number ${at}`);
	return person;
}

/** Returns people who share a role mailbox and have different membership numbers. */
export function peopleOf(mailbox: string): DemoPerson[] {
	return all.filter((person) => person.email === mailbox && person.ref);
}
