-- Fake messages: what anybody reports, kept for 30 days, and what staff have confirmed, for everybody to see.
CREATE TABLE fake_report (
	id text PRIMARY KEY,
	reported_at timestamptz NOT NULL DEFAULT now(),
	channel text NOT NULL CHECK (channel IN ('email', 'text', 'call', 'post', 'social', 'other')),
	sender_sealed bytea NOT NULL,
	text_sealed bytea NOT NULL,
	network_hash bytea NOT NULL, -- counts reports; the network itself is not kept
	outcome text CHECK (outcome IN ('confirmed', 'dismissed')),
	settled_at timestamptz,
	CHECK ((outcome IS NULL) = (settled_at IS NULL))
);
--> statement-breakpoint
CREATE INDEX fake_report_reported ON fake_report (reported_at);
--> statement-breakpoint
CREATE TABLE fake_message (
	id text PRIMARY KEY,
	channel text NOT NULL CHECK (channel IN ('email', 'text', 'call', 'post', 'social', 'other')),
	sender text NOT NULL,
	quote text NOT NULL,
	tells_en text NOT NULL, -- one on each line
	tells_cy text NOT NULL,
	published_at timestamptz NOT NULL DEFAULT now(),
	removed_at timestamptz
);
--> statement-breakpoint
REVOKE ALL ON fake_report, fake_message FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (outcome, settled_at) ON fake_report TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (removed_at) ON fake_message TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, DELETE ON fake_report TO selfcheck_worker;
