-- A claim that is sent again within a minute, by a second press of its button, counts once, whichever process gets it. What was stated
-- is kept for that minute as a hash of the person and the fingerprint.
CREATE TABLE exposure.recent_claim (
	claim bytea PRIMARY KEY,
	at timestamptz NOT NULL DEFAULT clock_timestamp(),
	used integer NOT NULL DEFAULT 0
);
--> statement-breakpoint
REVOKE ALL ON exposure.recent_claim FROM PUBLIC, selfcheck_web, selfcheck_worker;
