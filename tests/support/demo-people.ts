import { affectedPeople } from "@/db/demo/people";
import type { DemoPerson } from "@/db/demo/person";

const all = affectedPeople(2);
const uses = (address: string) => all.filter((person) => person.email === address).length;

/**
 * Invented people of the affected table whose address is theirs alone, so that tests which run beside each other sign in as
 * different ones. `where` says what they must be like.
 */
export function affectedPerson(at: number, where: (person: DemoPerson) => boolean = () => true): DemoPerson {
	const fitting = all.filter(
		(person) => /^[a-z.]+\d+@[a-z.]+$/.test(person.email) && where(person) && uses(person.email) === 1,
	);
	const person = fitting[at];
	if (!person) throw new Error(`the demo has no such person number ${at}`);
	return person;
}

/** People who share a role mailbox and whose membership numbers tell them apart. */
export function peopleOf(mailbox: string): DemoPerson[] {
	return all.filter((person) => person.email === mailbox && person.ref);
}
