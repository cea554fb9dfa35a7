/** The limits of requests, in one file. app/_server/request-limits.ts applies them before Next sees a request. */

const kB = 1024;
const MB = 1024 * kB;

/** The largest file of a dataset. */
export const uploadFileBytes = 20 * 1024 * MB;
/** The same as staff read it. */
export const uploadFileSize = `${uploadFileBytes / 1024 / MB} GB`;

/** The largest bodies. A form's fields and what Next adds to them count together. */
const bodyBytes = {
	/** Forms of members, and of everybody who is not signed in. */
	form: 16 * kB,
	/** A form whose language is changed, with what was typed into it; a message that somebody pastes. */
	draft: 64 * kB,
	/** Texts of staff in two languages, and mappings of 250 columns. Only with a session of staff. */
	staff: 512 * kB,
	/** A report of a mail provider, with the mail that is returned. */
	webhook: 128 * kB,
	/** The file and the fields around it. */
	upload: uploadFileBytes + MB,
};

export type RouteLimits = {
	path: RegExp;
	methods: readonly string[];
	/** The largest body of a POST. */
	bodyBytes: number;
	/**
	 * A route handler that gets the body as it arrives. "upload" has limits of its
	 * own and may take hours; a "form" states its length.
	 */
	handler?: "upload" | "form";
	/** A large body comes from anybody, signed in or not, and is counted with the other large forms. */
	anybody?: boolean;
	/** Mail programs send it, which have no origin. Its address is what permits it, so a form of another site can do no more. */
	anyOrigin?: boolean;
};

const read = ["GET", "HEAD"];
const readAndSend = [...read, "POST"];

/** The first that matches holds. Paths are without the language. What matches none can only be read. */
const routeLimits: readonly RouteLimits[] = [
	{
		path: /^\/staff\/datasets\/upload(\/(rows|recipients))?$/,
		methods: ["POST"],
		bodyBytes: bodyBytes.upload,
		handler: "upload",
	},
	{
		path: /^\/staff\/(sign-in\/account|datasets\/[^/]+\/problems\/download|incidents\/[^/]+\/notifications\/download)$/,
		methods: read,
		bodyBytes: 0,
	},
	{
		path: /^((\/staff)?\/(sign-out|exit)|\/plan\/steps)$/,
		methods: readAndSend,
		bodyBytes: bodyBytes.form,
		handler: "form",
	},
	{ path: /^\/staff\/sign-in(\/code)?$/, methods: readAndSend, bodyBytes: bodyBytes.form },
	{ path: /^\/staff(\/|$)/, methods: readAndSend, bodyBytes: bodyBytes.staff },
	// A pasted message, with what its mail program put around it.
	{ path: /^\/verify\/message$/, methods: readAndSend, bodyBytes: bodyBytes.draft, anybody: true },
	{ path: /^\/language$/, methods: ["POST"], bodyBytes: bodyBytes.draft, handler: "form" },
	{
		path: /^\/unsubscribe\/[^/]+$/,
		methods: readAndSend,
		bodyBytes: bodyBytes.form,
		handler: "form",
		anyOrigin: true,
	},
	// It is believed by its signature alone.
	{
		path: /^\/api\/returned-mail$/,
		methods: ["POST"],
		bodyBytes: bodyBytes.webhook,
		handler: "form",
		anyOrigin: true,
	},
	{ path: /^\/sign-in\/account$/, methods: read, bodyBytes: 0 },
	{
		path: /^\/(sign-in|check\/match|plan|preferences|devices|identifiers|follow|unsubscribe|verify\/(confirmation|sender|fakes\/report))(\/|$)/,
		methods: readAndSend,
		bodyBytes: bodyBytes.form,
	},
];

/** Returns the limits of an address. */
export function limitsOf(path: string): RouteLimits {
	const unprefixed = path.replace(/^\/(en|cy)(?=\/|$)/, "") || "/";
	return routeLimits.find((each) => each.path.test(unprefixed)) ?? { path: /^/, methods: read, bodyBytes: 0 };
}

/**
 * How much a member may change within an hour, since each change leaves an entry in the audit log for good. The database counts
 * (db/migrations/0005_audit.sql): a whole plan marked and taken back ten times.
 */
export const memberChanges = { perHour: 240 } as const;

/** The header in which the web process hands on by whom a request is counted. */
export const clientHeader = "x-client-network";
/** The header in which the web process hands on for whom a form was drawn. */
export const formOwnerHeader = "x-form-owner";

/** Bounds of the web process as a whole. Times are in milliseconds. */
export const requestLimits = {
	/** The line and the headers of a request. */
	headerBytes: 16 * kB,
	headersMs: 10_000,
	/** What is handed on of a User-Agent, in characters. Next looks for names of robots in it, which takes the square of its length. */
	userAgentLength: 512,
	/** A form that anybody may send; larger ones need a session of staff, but for routes that take them from anybody. */
	formBytes: bodyBytes.form,
	/** Fields of a form. The largest of ours is the mapping of 250 columns. */
	formFields: 4_000,
	/** A body has this long, and a second more for each `bodyBytesPerSecond` its route takes. */
	bodyMs: 15_000,
	bodyBytesPerSecond: 8 * kB,
	/** An upload may take any time while something of it arrives this often. */
	uploadIdleMs: 60_000,
	/** Until the answer begins, counted from the end of the request. */
	answerMs: 30_000,
	/** A connection on which nothing moves. */
	idleMs: 90_000,
	/** A connection of a proxy between two requests: longer than proxies keep theirs (60 s), so that they close first. */
	proxyIdleMs: 75_000,
	/**
	 * A client is an IPv4 address or an IPv6 network of 64 bits (lib/client-network.ts). An office or a mobile network
	 * has one address for many people: forty browsers open 240 connections. The last `underWay` places are for forms and pages of
	 * codes that are under way.
	 */
	requests: { inAll: 256, perClient: 64, underWay: 64 },
	/**
	 * The pages of one person that the front hands on at a time. More of them would wait for turns that do not come, and to refuse them costs the
	 * front little and the site a page's time. A client has few of them, since the site cannot give turns to whom the front has refused.
	 */
	frontPages: { inAll: 64, perClient: 16 },
	/**
	 * The pages that one process makes at a time; as many kept ones beside them, and as many forms of route handlers. The others wait for
	 * their turn, client by client. Who has waited for `waitMs` is refused, once somebody has always been waiting for `standingMs`; a form or
	 * page of a code that is under way, after `underWayMs`. So few, because Node takes one connection each time its event loop comes round:
	 * many pages at once make that slow, and connections wait where nobody can refuse them. A turn ends with its answer, or after `turnMs`, so
	 * that pages that wait for the database do not hold up the others. One is begun once connections have stopped coming in, or after `crowdMs`:
	 * somebody who opens one after the other must not stop them.
	 */
	turns: { inAll: 4, waitMs: 400, standingMs: 600, underWayMs: 6_000, turnMs: 200, crowdMs: 50 },
	uploads: { inAll: 8, perClient: 2, perStaff: 2 },
	/** Forms above `formBytes`, counted from before the database is asked for a session of staff. */
	largeForms: { inAll: 16, perClient: 8 },
	/** Forms of route handlers, counted while they arrive: slow ones take no place of other requests. */
	handlerForms: { inAll: 64, perClient: 16 },
	connections: { inAll: 1024, perClient: 256 },
	/** When to come back, in seconds. */
	retryAfter: 5,
	/** What is read and dropped of a refused body, so that the sender reads the answer before the connection closes. */
	dropBytes: 8 * MB,
	dropMs: 2_000,
};
export type RequestLimits = typeof requestLimits;

/** Returns how much the network around a client may have (`familyOf` of lib/client-network.ts): as much as two of its clients, but half of all at most, unless one may have more. */
export function familyShare({ inAll, perClient }: { inAll: number; perClient: number }): number {
	return Math.max(perClient, Math.min(2 * perClient, Math.floor(inAll / 2)));
}

/**
 * Returns the limits of one of several processes that share the port. What is counted in all is divided among them, at least one for
 * each. A client may have twice its share in each process, because its connections do not spread evenly, and so twice as much in sum.
 */
export function limitsOfProcess(limits: RequestLimits, processes: number): RequestLimits {
	const share = ({ inAll, perClient }: { inAll: number; perClient: number }) => {
		const own = Math.max(1, Math.floor(inAll / processes));
		return { inAll: own, perClient: Math.min(own, perClient, Math.ceil((2 * perClient) / processes)) };
	};
	const uploads = share(limits.uploads);
	return {
		...limits,
		requests: { ...share(limits.requests), underWay: Math.ceil(limits.requests.underWay / processes) },
		uploads: { ...uploads, perStaff: Math.min(limits.uploads.perStaff, uploads.perClient) },
		largeForms: share(limits.largeForms),
		handlerForms: share(limits.handlerForms),
		connections: share(limits.connections),
	};
}
