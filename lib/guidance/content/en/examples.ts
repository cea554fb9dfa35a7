import type { BlockSource } from "../content-blocks";

/** Made-up messages. Their addresses end in .example, which belongs to nobody (RFC 2606); their numbers are Ofcom's for drama. */
export const examples: BlockSource[] = [
	{
		kind: "example",
		medium: "Email",
		from: "refunds@claim-centre.example",
		lines: [
			"Dear member,",
			"You are owed £480 because of the data incident. Only the first 500 claims will be paid.",
			"Sign in within 24 hours to get your money: claim-centre.example/sign-in",
		],
		tells: [
			"The address is not one of ours.",
			"It offers money you did not ask for. It tries to tempt you.",
			"It rushes you: “within 24 hours”, “the first 500”.",
			"It has a link to sign in. We never send one.",
		],
	},
	{
		kind: "example",
		medium: "Text message",
		from: "07700 900142",
		lines: ["URGENT: your record was stolen. Confirm who you are or lose your membership: confirm-id.example"],
		tells: [
			"“URGENT” is there to scare you.",
			"It asks you to prove who you are through a link.",
			"It comes from a number you do not know.",
		],
	},
	{
		kind: "example",
		medium: "Phone call",
		from: "020 7946 0321",
		lines: [
			"“I am calling from the security team. I can see your gift of £25 in March.”",
			"“Someone is in your account now. Read me the code we just sent you and I will stop them.”",
		],
		tells: [
			"Correct details about you do not prove the call is real. They may come from the data.",
			"The caller asks for a code. We never do that.",
			"It gives you no time to think.",
		],
	},
];
