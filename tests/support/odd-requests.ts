/** Requests that no browser sends, made systematically: each oddity at several addresses of the site. */
import { routes } from "../house/routes";

export type OddRequest = {
	name: string;
	bytes: Buffer;
	/** Whether the server must wait for more of it: it is answered or closed only after a time limit. */
	unfinished?: boolean;
};

type Oddity = {
	name: string;
	/** The method and what stands after the path of the address, or what stands in its place. */
	method?: string;
	target?: (path: string) => string;
	headers?: string[];
	body?: Buffer | string;
	/** Bytes after the first line, instead of headers and body. */
	rest?: Buffer | string;
	unfinished?: boolean;
};

const bytes = (text: string) => Buffer.from(text, "latin1");

const targets: Record<string, (path: string) => string> = {
	"%00": (path) => `${path}%00`,
	"NUL in the path": (path) => `${path}\0`,
	"NUL in a query": (path) => `${path}?a=%00&next=%00`,
	"bad UTF-8": (path) => `${path}/%C3%28`,
	"bad UTF-8 in a query": (path) => `${path}?next=%FF%FE&page=%E0%A4%A`,
	"raw bytes": (path) => `${path}/\xff\xfe`,
	"a lone per cent": (path) => `${path}%`,
	"an overlong slash": (path) => `${path}/%c0%af`,
	"a surrogate": (path) => `${path}/%ED%A0%80`,
	"turned text": (path) => `${path}/%E2%80%AE`,
	"two slashes": (path) => `/${path}`,
	"many slashes": (path) => `${path}${"/".repeat(3000)}`,
	"a host as path": () => "//elsewhere.example/%2e%2e",
	dots: (path) => `${path}/../../../../etc/passwd`,
	"encoded dots": (path) => `${path}/%2e%2e/%2e%2e/%2e%2e/etc/passwd`,
	backslashes: (path) => `${path}\\..\\..\\x`,
	"an encoded slash": (path) => `${path}%2f${path.slice(1)}`,
	"a semicolon": (path) => `${path};jsessionid=1`,
	"a long path": (path) => `${path}/${"a".repeat(12_000)}`,
	"a deep path": (path) => `${path}${"/a".repeat(6_000)}`,
	"a long query": (path) => `${path}?a=${"b".repeat(12_000)}`,
	"a query of many fields": (path) => `${path}?${"a&".repeat(6_000)}`,
	"a query of one name": (path) => `${path}?${"page=1&".repeat(1_500)}`,
	"odd names in a query": (path) => `${path}?__proto__=1&constructor=2&page[]=3&page[a]=4&then=5`,
	"odd numbers in a query": (path) => `${path}?page=-1&page=1e309&page=NaN&receipt=../..&seen='`,
	"Next's own query": (path) => `${path}?_rsc=1&__nextLocale=xx&__nextDefaultLocale=&nxtPslug=..&__flight__=1`,
	"question marks": (path) => `${path}?????`,
	"a fragment": (path) => `${path}#x`,
	"a whole address": (path) => `http://elsewhere.example${path}`,
	"another scheme": (path) => `file://${path}`,
	"an address with a user": (path) => `http://a:b@elsewhere.example:99999${path}`,
	"a star": () => "*",
	"no slash": (path) => path.slice(1) || "x",
	"a space": (path) => `${path} b`,
	"a tab": (path) => `${path}\tb`,
	"the data of a page": (path) => `/_next/data/x${path === "/" ? "/index" : path}.json`,
	"the file of a page": (path) => `${path === "/" ? "/index" : path}.rsc`,
	"a segment of a page": (path) => `${path === "/" ? "/index" : path}.segments/_tree.segment.rsc`,
	"a segment of nothing": (path) => `${path}.segments/../x%00.segment.rsc`,
	"the text of a page": (path) => `${path}.txt`,
	"a route's pattern": () => "/[locale]/staff/[id]",
	"the image optimiser": () => "/_next/image?url=http://169.254.169.254/&w=64&q=75",
	"a file of the build that is none": () => "/_next/static/..%2f..%2fserver/app-paths-manifest.json",
	"Next's error page": () => "/_error",
	"Next's not-found page": () => "/_not-found",
	"an address like a provider's": () => "/api/auth/callback/__proto__?code=%00&state=x",
	"an address like Auth.js'": () => "/api/auth/signin/x?csrf=1",
	capitals: (path) => path.toUpperCase(),
	"an icon of nothing": () => "/favicon.ico/x",
};

const methods = ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "SEARCH", "PURGE", "M-SEARCH"];
const noMethods = ["get", "FOO", "G\0T", "", "GET\t", `${"A".repeat(9_000)}`, "CONNECT"];

const cookieValues = ["\0", "\xff\xfe", "%", '"', "a".repeat(9_000), "../..", "{}", "a=b=c", ";;;", "%00%ff", "="];
const cookieNames = ["member", "staff", "code-sign-in", "code-address", "code-staff", "typed"];

const headerLines: Record<string, string[]> = {
	"a range past the end": ["Range: bytes=99999999-"],
	"a range backwards": ["Range: bytes=9-1"],
	"a range before the start": ["Range: bytes=-99999999999"],
	"many ranges": [`Range: bytes=${"0-1,".repeat(1_000)}2-3`],
	"a range of letters": ["Range: pages=a-b"],
	"an odd If-Range": ["Range: bytes=0-1", 'If-Range: "\xff'],
	"odd encodings": ["Accept-Encoding: gzip;q=nan, br;q=9, *;q=0, \xff"],
	"many languages": [`Accept-Language: ${"cy;q=0.1,".repeat(1_000)}`],
	"an odd language": ["Accept-Language: ../..;q=x, \xff, x-klingon"],
	"an odd Accept": [`Accept: ${"*/*;".repeat(2_000)}`],
	"odd conditions": ["If-None-Match: \xff, *", "If-Modified-Since: yesterday", "If-Match: x"],
	"many headers": Array.from({ length: 900 }, (_, at) => `X-${at}: ${at}`),
	"more headers than Node keeps": Array.from({ length: 2_500 }, () => "A:b"),
	"a long header": [`X-Long: ${"a".repeat(12_000)}`],
	"headers over the limit": [`X-Long: ${"a".repeat(17_000)}`],
	"a header without colon": ["nonsense"],
	"a header without name": [": value"],
	"a folded header": ["X-A: b\r\n c"],
	"a space before the colon": ["Content-Length : 5"],
	"NUL in a header": ["X-A: a\0b"],
	"high bytes in a header": ["User-Agent: \xff\xfe\x80", "Referer: \xff"],
	"a bare CR": ["X-A: a\rX-B: b"],
	"two hosts": ["Host: elsewhere.example"],
	"an odd host": ["X-Forwarded-Host: a b\xff,c", "Forwarded: host=elsewhere.example;proto=\xff"],
	"odd forwarded addresses": [`X-Forwarded-For: ${"1.2.3.4,".repeat(1_000)}`, "X-Real-IP: \xff"],
	"an odd forwarded scheme": ["X-Forwarded-Proto: javascript", "X-Forwarded-Port: 99999999"],
	"a call of the proxy": ["x-middleware-subrequest: middleware:middleware:middleware:middleware:middleware"],
	"the proxy's own headers": ["x-middleware-rewrite: /staff", "x-middleware-next: 1", "x-middleware-set-cookie: a=b"],
	"a match of Next's": ["x-matched-path: /staff", "x-now-route-matches: 1=%E0%A4%A", "x-invoke-path: /staff"],
	"the status of Next's": ["x-invoke-status: 500", "x-invoke-error: {}", "x-invoke-query: %7B"],
	"a preview": ["x-prerender-revalidate: x", "Cookie: __prerender_bypass=x; __next_preview_data=x"],
	"data of Next's": ["x-nextjs-data: 1", "x-nextjs-rewritten-path: \xff"],
	RSC: ["RSC: 1"],
	"RSC with no tree": ["RSC: 1", "Next-Router-State-Tree: nonsense"],
	"RSC with a bad escape": ["RSC: 1", "Next-Router-State-Tree: %E0%A4%A"],
	"RSC with a deep tree": ["RSC: 1", `Next-Router-State-Tree: ${"%5B".repeat(4_000)}`],
	"RSC with an odd tree": [
		"RSC: 1",
		`Next-Router-State-Tree: ${encodeURIComponent('["",{"__proto__":[]},null,null]')}`,
	],
	"RSC with null as tree": ["RSC: 1", "Next-Router-State-Tree: null"],
	"RSC with a long tree": [
		"RSC: 1",
		`Next-Router-State-Tree: ${encodeURIComponent(JSON.stringify(Array(2_500).fill(0)))}`,
	],
	"a prefetch": ["RSC: 1", "Next-Router-Prefetch: 1"],
	"an odd prefetch": ["RSC: 1", "Next-Router-Prefetch: 99", "Purpose: prefetch"],
	"a prefetch of a segment": ["RSC: 1", "Next-Router-Prefetch: 1", "Next-Router-Segment-Prefetch: /_tree"],
	"a prefetch of no segment": ["RSC: 1", "Next-Router-Prefetch: 1", "Next-Router-Segment-Prefetch: ../..\xff"],
	"an odd Next-Url": ["RSC: 1", "Next-Url: http://elsewhere.example/\xff"],
	"a hot reload": ["RSC: 1", "Next-HMR-Refresh: 1", "Next-Instant-Navigation-Testing: 1"],
	"an action in a GET": ["Next-Action: 00"],
	"an upgrade": ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13"],
	"an upgrade to HTTP/2": ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: x"],
	"an odd connection": ["Connection: host, cookie, keep-alive, close, \xff"],
	"an odd expectation": ["Expect: nonsense"],
	"a body in a GET": ["Content-Length: 5", "", "hello"],
	"a chunked body in a GET": ["Transfer-Encoding: chunked", "", "0\r\n"],
};
for (const name of cookieNames)
	for (const value of cookieValues)
		headerLines[`${name}=${JSON.stringify(value).slice(0, 20)}`] = [`Cookie: ${name}=${value}`];
headerLines["many cookies"] = [`Cookie: ${"a=b; ".repeat(2_500)}`];

/** Headers before the body of a form, and the body. */
const forms: Record<string, { headers: string[]; body: Buffer | string; unfinished?: boolean }> = {};
const urlencoded = "Content-Type: application/x-www-form-urlencoded";
const multipart = "Content-Type: multipart/form-data; boundary=qqqq";
function form(name: string, type: string, body: Buffer | string, ...more: string[]): void {
	forms[name] = { headers: [type, `Content-Length: ${Buffer.byteLength(body)}`, ...more], body };
}
const part = (disposition: string, value = "x") => `--qqqq\r\nContent-Disposition: ${disposition}\r\n\r\n${value}\r\n`;
form("10,000 fields", urlencoded, "a&".repeat(10_000));
form("8,000 fields", urlencoded, "a&".repeat(8_000));
form("NUL in a field", urlencoded, "email=%00a%00@example.org&code=%00&$ACTION_KEY=%00");
form("bad UTF-8 in a field", urlencoded, bytes("email=%ff%fe@\xff.example&code=\xc3"));
form("odd names of fields", urlencoded, "__proto__=1&constructor=2&toString=3&email[]=4&$ACTION_REF_=5");
form("a field of 15 kB", urlencoded, `email=${"a".repeat(15_000)}`);
form("a wide text", urlencoded, `email=${"\uFDFA".repeat(5_000)}`);
form("nothing", urlencoded, "");
form("no part", multipart, "");
form("letters of no type", "X-Type: none", "email=a");
form("JSON", "Content-Type: application/json", '{"email":{"$ne":null}}');
form("JSON that is none", "Content-Type: application/json", "{{{{");
form("XML", "Content-Type: text/xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>');
form("two types", urlencoded, "email=a", "Content-Type: multipart/form-data; boundary=qqqq");
form("a type of 9 kB", `Content-Type: ${"a".repeat(9_000)}`, "email=a");
form("an odd charset", "Content-Type: application/x-www-form-urlencoded; charset=utf-7", "email=+ADw-");
form("a compressed body", urlencoded, bytes("\x1f\x8b\x08\0"), "Content-Encoding: gzip");
form("no boundary", "Content-Type: multipart/form-data", part('form-data; name="email"'));
form("an empty boundary", 'Content-Type: multipart/form-data; boundary=""', part('form-data; name="email"'));
form("a boundary of 300", `Content-Type: multipart/form-data; boundary=${"b".repeat(300)}`, "x");
form("an odd boundary", "Content-Type: multipart/form-data; boundary=a b\xff", "--a b");
form("a boundary that never comes", multipart, "hello");
form("parts without an end", multipart, part('form-data; name="email"'));
form("a part without a name", multipart, `${part("form-data")}--qqqq--\r\n`);
form("a part without a disposition", multipart, "--qqqq\r\n\r\nx\r\n--qqqq--\r\n");
form("a part of headers", multipart, `--qqqq\r\n${"X-A: b\r\n".repeat(1_500)}\r\n\r\nx\r\n--qqqq--\r\n`);
form("a file in place of a text", multipart, `${part('form-data; name="email"; filename="a.txt"')}--qqqq--\r\n`);
form("a file with an odd name", multipart, `${part('form-data; name="file"; filename="../../\0\xff"')}--qqqq--\r\n`);
form("200 parts", multipart, `${part('form-data; name="a"').repeat(200)}--qqqq--\r\n`);
form(
	"parts within parts",
	multipart,
	`--qqqq\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--qqqq--\r\n`,
);
// Forms of documents (components/ui/document-form.tsx): of names that none has, and ours with fields that they do not send.
for (const name of ["__proto__", "constructor", "nothing", "askForCode", "enterCode", "sendAgain", "setReminder"])
	for (const [field, value] of [
		['"form"', "askForCode"],
		['"form"; filename="a.txt"', "x"],
		['"email"; filename="a.txt"', "x"],
		['"next"', "//elsewhere.example"],
		['"seen"', "-1e999"],
	])
		form(
			`a form ${name} with ${field} of ${value}`,
			multipart,
			`${part('form-data; name="form"', name)}${part(`form-data; name=${field}`, value)}--qqqq--\r\n`,
		);
for (const name of [
	"$ACTION_REF_1",
	"$ACTION_ID_x",
	"$ACTION_ID_",
	"$ACTION_KEY",
	"$ACTION_1:0",
	"1_$ACTION_ID_00",
	"__proto__",
	"0",
	"then",
])
	for (const value of ["", "x", "[[[[", '["$F1"]', '{"id":"00","bound":"$@1"}', "\0"])
		form(
			`a field ${name} of ${JSON.stringify(value)}`,
			multipart,
			`${part(`form-data; name="${name}"`, value)}--qqqq--\r\n`,
		);
const actionIds = [
	"",
	"x",
	"0".repeat(42),
	"40".padEnd(42, "f"),
	"__proto__",
	"constructor",
	"\xff",
	"a".repeat(9_000),
];
const actionBodies = [
	"",
	"[]",
	"[".repeat(15_000),
	'["$F1"]',
	'["$@1"]',
	'["$Q1"]',
	'["$undefined","$NaN","$-0"]',
	'{"__proto__":{"a":1}}',
	"null",
	"x",
	"\xff\0",
	'["$B1"]',
	'["$n1e9"]',
	`"${"a".repeat(15_000)}"`,
];
for (const id of actionIds)
	form(
		`an action of id ${JSON.stringify(id).slice(0, 20)}`,
		"Content-Type: text/plain;charset=UTF-8",
		"[]",
		`Next-Action: ${id}`,
	);
for (const body of actionBodies) {
	form(
		`an action with ${JSON.stringify(body).slice(0, 20)}`,
		"Content-Type: text/plain;charset=UTF-8",
		bytes(body),
		`Next-Action: ${"40".padEnd(42, "0")}`,
		"Next-Router-State-Tree: %5B",
	);
}

const chunked = [urlencoded, "Transfer-Encoding: chunked"];
const chunks: Record<string, { headers: string[]; body: string; unfinished?: boolean }> = {
	"two lengths": { headers: [urlencoded, "Content-Length: 5", "Content-Length: 6"], body: "email=" },
	"a length twice": { headers: [urlencoded, "Content-Length: 6", "Content-Length: 6"], body: "email=" },
	"a list of lengths": { headers: [urlencoded, "Content-Length: 6, 6"], body: "email=" },
	"a length and chunks": { headers: [...chunked, "Content-Length: 6"], body: "6\r\nemail=\r\n0\r\n\r\n" },
	"a negative length": { headers: [urlencoded, "Content-Length: -1"], body: "email=" },
	"a length with a plus": { headers: [urlencoded, "Content-Length: +6"], body: "email=" },
	"a length in hexadecimal": { headers: [urlencoded, "Content-Length: 0x6"], body: "email=" },
	"a length of letters": { headers: [urlencoded, "Content-Length: six"], body: "email=" },
	"a length beyond numbers": { headers: [urlencoded, `Content-Length: ${"9".repeat(30)}`], body: "email=" },
	"no length": { headers: [urlencoded], body: "" },
	"a body longer than its length": { headers: [urlencoded, "Content-Length: 3"], body: "email=GET / HTTP/1.1\r\n\r\n" },
	"a body shorter than its length": { headers: [urlencoded, "Content-Length: 900"], body: "email=", unfinished: true },
	"chunks of a size that is none": { headers: chunked, body: "xyz\r\nemail=\r\n0\r\n\r\n" },
	"chunks of a negative size": { headers: chunked, body: "-6\r\nemail=\r\n0\r\n\r\n" },
	"chunks of a size beyond numbers": { headers: chunked, body: `${"f".repeat(17)}\r\nemail=\r\n0\r\n\r\n` },
	"chunks with long extensions": { headers: chunked, body: `6;${"a=b;".repeat(3_000)}\r\nemail=\r\n0\r\n\r\n` },
	"chunks with more extensions than are read": {
		headers: chunked,
		body: `6;${"a".repeat(20_000)}\r\nemail=\r\n0\r\n\r\n`,
	},
	"chunks of zeros": { headers: chunked, body: "000000000006\r\nemail=\r\n0000\r\n\r\n" },
	"chunks with trailers": { headers: chunked, body: "6\r\nemail=\r\n0\r\nContent-Length: 5\r\nHost: x\r\n\r\n" },
	"chunks of line feeds": { headers: chunked, body: "6\nemail=\n0\n\n" },
	"a chunk of nothing": { headers: chunked, body: "0\r\n\r\n" },
	"1,000 chunks of a byte": { headers: chunked, body: `${"1\r\na\r\n".repeat(1_000)}0\r\n\r\n` },
	"20,000 bytes in chunks": {
		headers: chunked,
		body: `${"1000\r\n".concat("a".repeat(4096), "\r\n").repeat(5)}0\r\n\r\n`,
	},
	"chunks without a last one": { headers: chunked, body: "6\r\nemail=\r\n", unfinished: true },
	"chunks twice": { headers: [...chunked, "Transfer-Encoding: chunked"], body: "0\r\n\r\n" },
	"another encoding": { headers: [urlencoded, "Transfer-Encoding: gzip"], body: "x" },
	"an encoding before chunks": { headers: [urlencoded, "Transfer-Encoding: gzip, chunked"], body: "0\r\n\r\n" },
	"the encoding of none": { headers: [urlencoded, "Transfer-Encoding: identity"], body: "x" },
	"an odd encoding": { headers: [urlencoded, "Transfer-Encoding: \x0bchunked"], body: "0\r\n\r\n" },
};

const origins = ["", "null", "http://elsewhere.example", "x", "\xff", `http://${"a".repeat(9_000)}`, "file://"];

const oddities: Oddity[] = [
	...Object.entries(targets).map(([name, target]) => ({ name, target })),
	...methods.map((method) => ({ name: `the method ${method}`, method })),
	...noMethods.map((method) => ({ name: `the method ${JSON.stringify(method).slice(0, 20)}`, method })),
	...Object.entries(headerLines).map(([name, headers]) => ({ name, headers })),
	...[...Object.entries(forms), ...Object.entries(chunks)].map(([name, form]) => ({ name, method: "POST", ...form })),
	{ name: "a lower version", rest: " HTTP/0.9\r\n\r\n" },
	{ name: "HTTP/1.0", rest: " HTTP/1.0\r\n\r\n" },
	{ name: "HTTP/2's first lines", rest: " HTTP/2.0\r\n\r\nSM\r\n\r\n" },
	{ name: "a version that is none", rest: " HTTP/1.1.1\r\nHost: x\r\n\r\n" },
	{ name: "no host", rest: " HTTP/1.1\r\nConnection: close\r\n\r\n" },
	{ name: "line feeds alone", rest: " HTTP/1.1\nHost: x\nConnection: close\n\n" },
	{ name: "bytes of TLS", target: () => "", method: "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03", rest: "\0\0\r\n\r\n" },
	{ name: "nothing after the line", rest: " HTTP/1.1\r\n", unfinished: true },
	{ name: "half a header", rest: " HTTP/1.1\r\nHost: x\r\nX-A", unfinished: true },
];

/** Addresses that are asked oddly: pages of every audience, and each route handler. */
const readPaths = routes
	.filter(({ path, methods = "GET" }) => methods.startsWith("GET") && !/^\/(dev|readyz)/.test(path))
	.map(({ path, example }) => example ?? path)
	.filter((path, at) => at % 3 === 0 || /^\/(check|staff|feeds|site\.css|enhance\.js)/.test(path));
const formPaths = [
	"/sign-in",
	"/sign-in/code",
	"/cy/identifiers",
	"/plan",
	"/preferences",
	"/verify/confirmation",
	"/verify/fakes/report",
	"/verify/sender",
	"/language",
	"/sign-out",
	"/exit",
	"/staff/sign-in",
	"/staff/team",
	"/staff/updates/new",
	"/staff/datasets/upload",
	"/staff/datasets/upload/recipients",
	"/staff/datasets/upload/rows",
	"/check/match",
	"/",
];

/** Writes a request. It closes its connection, so that an answer has an end. */
function written(
	{ name, method = "GET", target, headers = [], body = "", rest, unfinished }: Oddity,
	path: string,
	origin: string,
): OddRequest {
	const line = `${method} ${target ? target(path) : path}`;
	const own = method === "POST" ? [`Origin: ${origin}`] : [];
	const text =
		rest ?? ` HTTP/1.1\r\n${["Host: localhost", "Connection: close", ...own, ...headers].join("\r\n")}\r\n\r\n`;
	const whole = Buffer.concat([
		bytes(line),
		Buffer.from(text as string, "latin1"),
		typeof body === "string" ? Buffer.from(body) : body,
	]);
	return { name: `${name} at ${method.slice(0, 9)} ${path}`, bytes: whole, ...(unfinished ? { unfinished } : {}) };
}

/** Returns about so many odd requests, the same each time: every oddity, at addresses that take turns. */
export function oddRequests(count: number, origin: string): OddRequest[] {
	const all: OddRequest[] = [];
	const each = Math.ceil(count / (oddities.length + origins.length));
	for (const [at, oddity] of oddities.entries()) {
		const paths = oddity.method === "POST" ? formPaths : readPaths;
		for (let turn = 0; turn < each; turn++) {
			const path = paths[(at * 7 + turn * 5) % paths.length] ?? "/";
			all.push(written(oddity, path, origin));
		}
	}
	for (const [at, odd] of origins.entries())
		for (let turn = 0; turn < each; turn++) {
			const name = `the origin ${JSON.stringify(odd).slice(0, 20)}`;
			all.push(
				written(
					{ name, method: "POST", headers: ["Content-Length: 0"] },
					formPaths[(at + turn * 5) % formPaths.length] ?? "/",
					odd,
				),
			);
		}
	return all;
}
