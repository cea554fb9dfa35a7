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
--> statement-breakpoint
-- Whether a client has a share left of what strangers use up together: `share` is the part that one may have of what remains, the network
-- around it has four of that, and all of its provider sixteen (lib/client-network.ts; the hash of a network begins with 8 bytes of the provider's and 8 of
-- the network's around it). Since it is a part of what remains, a share is wide while there is room, so that a mobile network with one address for many
-- people has it too, and gets scarce as others fill it: n clients, each of its own provider, leave 1 of 1 + n * share, and whoever comes first of theirs finds a place to the end.
CREATE FUNCTION has_room(share numeric, remaining bigint, own bigint, around bigint, provider bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT own < share * remaining AND around < 4 * share * remaining AND provider < 16 * share * remaining;
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION has_room FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION has_room TO selfcheck_web;
