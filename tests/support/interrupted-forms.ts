/**
 * Where each server action is asked what becomes of its form when the session ends between opening and sending: what was typed
 * stays. tests/house/form-owners.test.ts fails for an action that stands in none of these lists.
 */

/**
 * The forms with fields, by their action: the pages they are on. tests/e2e/interrupted-forms.spec.ts fills each, ends its session and
 * sends it. A word in angle brackets stands for something that the test makes.
 */
export const formsWithFields: Record<string, string[]> = {
	"check/match submitClaim": ["/check/match"],
	"identifiers askForCode": ["/identifiers"],
	"plan saveNation": ["/plan"],
	"plan setReminder": ["/plan"],
	"plan/keep makeConfirmation": ["/plan/keep"],
	"preferences submitChoices": ["/preferences"],
	"preferences submitOrder": ["/preferences"],
	"preferences submitStyle": ["/preferences"],
	"preferences/[channel] submitNumber": ["/preferences/text", "/preferences/telephone"],
	"preferences/[channel] submitPost": ["/preferences/post"],
	"preferences/email askForCode": ["/preferences/email"],
	"staff findReference": ["/staff"],
	"staff/datasets addDataset": ["/staff/datasets"],
	"staff/datasets confirmMapping": ["/staff/datasets/<staged>"],
	"staff/datasets activate": ["/staff/datasets/<empty>"],
	"staff/datasets withdraw": ["/staff/datasets/<empty>"],
	"staff/fakes confirm": ["/staff/fakes/<fake>"],
	"staff/incidents create": ["/staff/incidents/new"],
	"staff/incidents saveIncidentForm": [
		"/staff/incidents/<incident>/headline",
		"/staff/incidents/<incident>/circumstances",
		"/staff/incidents/<incident>/knowledge",
		"/staff/incidents/<incident>/findings",
		"/staff/incidents/<incident>/held/donor",
		"/staff/incidents/<incident>/authorities/new",
	],
	"staff/messages create": ["/staff/messages/new"],
	"staff/messages save": ["/staff/messages/<draft>/edit"],
	"staff/messages tryOut": ["/staff/messages/<tried>/try"],
	"staff/messages start": ["/staff/messages/<tried>/start"],
	"staff/messages letterReturned": ["/staff/messages/<sent>/returned"],
	"staff/messages noteInstead": ["/staff/messages/<sent>/instead"],
	"staff/messages/do-not-send change": ["/staff/messages/do-not-send"],
	"staff/team add": ["/staff/team"],
	"staff/team change": ["/staff/team"],
	"staff/updates create": ["/staff/updates/new"],
	"staff/updates save": ["/staff/updates/<update>/edit"],
	"staff/updates correct": ["/staff/updates/<published>/correct"],
	"staff/updates withdraw": ["/staff/updates/<published>/withdraw"],
};

/** The forms that npm test sends: for each component that keeps what was typed one form, and one more of the fields of most pages. */
export const formsOfComponents: Record<string, string[]> = {
	"components/check/claim-form.tsx": ["check/match submitClaim"],
	"components/confirmation/make-form.tsx": ["plan/keep makeConfirmation"],
	"components/preferences/point-form.tsx": ["preferences/[channel] submitPost"],
	"components/sign-in/one-field-form.tsx": ["identifiers askForCode"],
	"components/staff/field-form.tsx": ["staff/messages save", "staff/updates correct"],
	"components/staff/reference-form.tsx": ["staff findReference"],
	"components/ui/action-form.tsx": ["staff/fakes confirm"],
	"components/ui/document-form.tsx": ["preferences submitChoices", "plan saveNation"],
	"app/staff/datasets/[version]/mapping-form.tsx": ["staff/datasets confirmMapping"],
	"app/staff/datasets/new-dataset-form.tsx": ["staff/datasets addDataset"],
	"app/staff/team/add-form.tsx": ["staff/team add"],
};

/** A form of buttons holds nothing that was typed. One stands for all, since they share ActionForm, DocumentForm or FieldForm. */
export const formOfButtons = ["preferences stopEverything", "/preferences"] as const;

/** The other forms of buttons, as they are drawn by the same components. */
export const formsOfButtons = [
	"devices signOutOthers",
	"identifiers remove",
	"identifiers sendAgain",
	"plan stop",
	"plan/keep withdraw",
	"preferences removeChannel",
	"preferences submitObjection",
	"preferences undo",
	"preferences/email sendAgain",
	"staff/datasets askForDatasetChange",
	"staff/datasets cancel",
	"staff/datasets cancelDatasetChange",
	"staff/datasets confirmDatasetChange",
	"staff/datasets countAgain",
	"staff/datasets rollBackDataset",
	"staff/fakes dismiss",
	"staff/fakes remove",
	"staff/formats putBack",
	"staff/formats sent",
	"staff/incidents publishFigures",
	"staff/messages approve",
	"staff/messages discard",
	"staff/messages handOver",
	"staff/messages prepare",
	"staff/messages reopen",
	"staff/messages repeat",
	"staff/messages steer",
	"staff/reminders settle",
	"staff/team remove",
	"staff/team vouch",
	"staff/updates discard",
	"staff/updates publish",
];

/** Forms whose one field is a code, which no page shows again. */
export const formsOfCodes = ["identifiers enterCode", "preferences/email enterCode"];

/** The folders of forms that need no session, so that none can end. */
export const withoutSession = /^(staff\/)?sign-in |^(follow(\/notifications)?|unsubscribe|verify\/.+) /;
