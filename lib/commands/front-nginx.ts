import { commonHeaders } from "../common-headers";
import { requestLimits } from "../limits";
import { keptPage } from "../public-pages";

/** Request headers by which Next would make another variant of a page, or by which a stranger could steer the site. */
const droppedAlways = [
	"Forwarded",
	"X-Forwarded-Host",
	"X-Forwarded-Port",
	"X-Middleware-Subrequest",
	"X-Middleware-Prefetch",
];
const droppedOnPublicPages = [
	"Cookie",
	"Authorization",
	"RSC",
	"Next-Router-State-Tree",
	"Next-Router-Prefetch",
	"Next-Router-Segment-Prefetch",
	"Next-Url",
	"Next-Action",
	"Range",
];

type FrontSettings = {
	/** The address of the site, https://host. */
	siteUrl: string;
	/** Where the web listens, host:port. */
	upstream: string;
	/** The files of the certificate and its key. */
	certificate: string;
	key: string;
	/** The folder of the cache. */
	cache: string;
	/** The folder that `npm run mirror` writes. */
	mirror: string;
	/** Where nginx listens. */
	listen?: { http: string; https: string };
};

/**
 * The ways to the site. Pages of one person have so few places that the requests of a crowd that the site would refuse do not reach it; forms and
 * pages of codes that are under way have places of their own (lib/limits.ts). Whom the site refuses for another reason it refuses itself.
 */
function upstreams(site: string): string {
	const {
		frontPages,
		requests: { underWay },
	} = requestLimits;
	const upstream = (name: string, places?: number) => `upstream ${name} {
	zone ${name}_upstream 64k;
	server ${site}${places ? ` max_conns=${places}` : ""};
	# Closed by nginx before the site closes them.
	keepalive ${places ?? underWay};
	keepalive_timeout 60s;
}`;
	return `# Forms and pages of a browser whose code is under way go by their own way.
map "$request_method $uri $http_cookie" $selfcheck_pages {
	default selfcheck_pages;
	"~^(POST [^ ]+|[A-Z]+ [^ ]+/code) (.*; *)?(__Host-)?code-" selfcheck_under_way;
}
${upstream("selfcheck")}
${upstream("selfcheck_pages", frontPages.inAll)}
${upstream("selfcheck_under_way", underWay)}`;
}

const clientZones = `# A client is an IPv4 address or an IPv6 network of 64 bits.
map $binary_remote_addr $selfcheck_client {
	default $binary_remote_addr;
	"~(?s)^(?<selfcheck_network>.{8}).{8}$" $selfcheck_network;
}
limit_conn_zone $selfcheck_client zone=selfcheck_clients:10m;
limit_conn_zone $selfcheck_client zone=selfcheck_page_clients:10m;`;

const seconds = (ms: number) => `${Math.ceil(ms / 1000)}s`;
const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)}k`;
const drop = (names: string[]) => names.map((name) => `\t\tproxy_set_header ${name} "";`).join("\n");

/** Hands a request on to the site by one of the upstreams, with the one host and the client's address as nginx sees it. */
const handOn = (host: string) => (to: string) =>
	`		proxy_pass http://${to};
		proxy_http_version 1.1;
		proxy_set_header Connection "";
		proxy_set_header Host ${host};
		proxy_set_header X-Forwarded-For $remote_addr;
		proxy_set_header X-Forwarded-Proto https;
		proxy_set_header X-Request-Id $request_id;
${drop(droppedAlways)}`;

const mirrorHeaders = () =>
	[...commonHeaders(), ["Cache-Control", "no-cache"]]
		.map(([name, value]) => `\t\tadd_header ${name} "${value}" always;`)
		.join("\n");

type HandOn = ReturnType<typeof handOn>;

/** Personal and public pages, and files of the build. */
const pages = (hand: HandOn) => `	# Pages of one person, forms, staff: never stored.
	location / {
		limit_conn selfcheck_clients ${requestLimits.connections.perClient};
		limit_conn selfcheck_page_clients ${requestLimits.frontPages.perClient};
${hand("$selfcheck_pages")}
	}

	# Public pages: one variant of each for everybody, whatever the request's query, cookies and headers. Shown while the site is away.
	location ~ ${keptPage} {
		if ($request_method !~ ^(GET|HEAD)$) { return 405; }
		set $args "";
${hand("selfcheck")}
${drop(droppedOnPublicPages)}
		proxy_set_header Accept-Encoding $selfcheck_encoding;
		proxy_cache selfcheck;
		proxy_cache_key "$selfcheck_encoding $uri";
		proxy_ignore_headers Set-Cookie Vary;
		proxy_hide_header Set-Cookie;
		proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;
		proxy_cache_background_update on;
		proxy_cache_lock on;
		proxy_cache_lock_timeout 5s;
		add_header X-Cache-Status $upstream_cache_status;
	}

	# Files of the build.
	location ~ ^/(_next/static|fonts)/ {
${hand("selfcheck")}
${drop(["Cookie"])}
		proxy_set_header Accept-Encoding $selfcheck_encoding;
		proxy_cache selfcheck;
		proxy_cache_key "$selfcheck_encoding $uri";
		proxy_ignore_headers Set-Cookie Vary;
		proxy_hide_header Set-Cookie;
		proxy_cache_lock on;
	}`;

/** The copy of the public pages, while nothing answers behind nginx. Nothing is sent to a file: a form is answered with 503. */
const mirrored = (folder: string) => `	location @mirror {
		root ${folder};
		try_files $uri $uri/index.html $uri.svg $uri.png $uri.txt =503;
		error_page 405 503 =503 $selfcheck_away;
		types {
			text/html html;
			text/css css;
			text/javascript js;
			text/plain txt;
			font/woff2 woff2;
			image/svg+xml svg;
			image/png png;
			application/atom+xml xml;
			application/rss+xml rss;
			application/feed+json json;
		}
		charset utf-8;
		charset_types text/html text/css text/plain text/javascript application/atom+xml application/rss+xml application/feed+json;
${mirrorHeaders()}
	}
	location ~ ^(/cy)?/503\\.html$ {
		internal;
		root ${folder};
		types { text/html html; }
		charset utf-8;
		add_header Retry-After 60 always;
${mirrorHeaders()}
	}`;

/** Uploads, and what strangers may not ask for. */
function otherAddresses(hand: HandOn): string {
	const { answerMs, uploadIdleMs } = requestLimits;
	return `	# Affected tables: passed on as they arrive and never written to nginx's disk.
	location ~ ^/staff/datasets/upload(/(rows|recipients))?$ {
${hand("selfcheck")}
		client_max_body_size 21g;
		client_body_timeout ${seconds(uploadIdleMs)};
		proxy_send_timeout ${seconds(uploadIdleMs)};
		proxy_read_timeout ${seconds(uploadIdleMs + answerMs)};
		proxy_request_buffering off;
		proxy_buffering off;
		proxy_ignore_client_abort off;
	}

	# For supervisors and operators, not for strangers.
	location = /readyz { return 404; }
	location = /healthz { return 404; }`;
}

/**
 * Returns the configuration of nginx before the site, to be included in its http block. Limits are those of lib/limits.ts. nginx
 * alone decides the client's address: name it in TRUSTED_PROXIES.
 */
export function nginxConfiguration(settings: FrontSettings): string {
	const { upstream, certificate, key, cache, mirror } = settings;
	const { host, hostname } = new URL(settings.siteUrl);
	const listen = settings.listen ?? { http: "80", https: "443" };
	const { headersMs, answerMs, headerBytes, connections, bodyMs } = requestLimits;
	const hand = handOn(host);
	return `# Made by: npm run front -- nginx. Include it in nginx's http block; make it again after each change of settings.
proxy_cache_path ${cache} levels=1:2 keys_zone=selfcheck:10m max_size=1g inactive=7d use_temp_path=off;
${clientZones}
# The site compresses what may be compressed. Two variants are kept, whatever a browser writes.
map $http_accept_encoding $selfcheck_encoding {
	default "";
	~*\\bgzip\\b gzip;
}
# What somebody is shown who asks for a page of their own while the site is away.
map $uri $selfcheck_away {
	default /503.html;
	~^/cy(/|$) /cy/503.html;
}
${upstreams(upstream)}
server {
	listen ${listen.http};
	server_name ${hostname};
	return 308 https://${host}$request_uri;
}
server {
	listen ${listen.https} ssl http2;
	server_name ${hostname};
	ssl_certificate ${certificate};
	ssl_certificate_key ${key};
	ssl_protocols TLSv1.2 TLSv1.3;
	ssl_session_cache shared:selfcheck_tls:10m;
	ssl_session_tickets off;
	server_tokens off;
	# A length that tells what a page holds must not depend on what it is compressed with.
	gzip off;
	limit_conn selfcheck_clients ${connections.perClient};
	limit_conn_status 503;
	client_header_timeout ${seconds(headersMs)};
	client_body_timeout ${seconds(bodyMs)};
	large_client_header_buffers 4 ${kilobytes(headerBytes)};
	# The largest form of staff; the site has smaller limits for each address.
	client_max_body_size 512k;
	proxy_connect_timeout 3s;
	proxy_read_timeout ${seconds(answerMs + 5_000)};
	# nginx's own refusals, when nothing answers or all places are taken. A page of the site that says why it fails is handed on.
	error_page 502 503 504 = @mirror;
	recursive_error_pages on;
	# Nothing of an answer or a form is written to disk.
	proxy_max_temp_file_size 0;
	client_body_buffer_size 512k;
	# Whoever reads slowly holds up nobody: a page is here at once. Whoever asks and goes away keeps their place until the page is here.
	proxy_buffers 32 16k;
	proxy_ignore_client_abort on;

${pages(hand)}

${otherAddresses(hand)}

${mirrored(mirror)}
}
`;
}
