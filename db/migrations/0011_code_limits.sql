-- What the limits of codes are counted by: the mailbox without a plus tag, the domain, the network of whoever asks, and all of the site.
ALTER TABLE challenge
	ADD COLUMN IF NOT EXISTS mailbox_fingerprint bytea DEFAULT '' NOT NULL,
	ADD COLUMN IF NOT EXISTS domain_hash bytea DEFAULT '' NOT NULL,
	ADD COLUMN IF NOT EXISTS network_hash bytea DEFAULT '' NOT NULL,
	ADD COLUMN IF NOT EXISTS long_code_hash bytea,
	ADD COLUMN IF NOT EXISTS long_code_expires_at timestamptz,
	ADD COLUMN IF NOT EXISTS requests integer DEFAULT 1 NOT NULL,
	ADD COLUMN IF NOT EXISTS busy boolean DEFAULT false NOT NULL;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS challenge_mailbox ON challenge (mailbox_fingerprint, sent_at);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS challenge_long_code ON challenge (long_code_hash);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS challenge_unproven ON challenge (sent_at) WHERE consumed_at IS NULL AND sends > 0;
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS wrong_code (
	hour timestamptz PRIMARY KEY NOT NULL,
	count integer NOT NULL
);
--> statement-breakpoint
REVOKE ALL ON wrong_code FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON wrong_code TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, DELETE ON wrong_code TO selfcheck_worker;
