-- The same wrong code sent twice costs one attempt. A code of an earlier mail is told apart from one that was never mailed.
ALTER TABLE code_attempt ADD COLUMN IF NOT EXISTS judged boolean DEFAULT false NOT NULL,
	ADD COLUMN IF NOT EXISTS made_at timestamptz DEFAULT now() NOT NULL;
--> statement-breakpoint
ALTER TABLE mailed_code ADD COLUMN IF NOT EXISTS asked_at timestamptz DEFAULT now() NOT NULL;
--> statement-breakpoint
-- Short codes that a newer mail has replaced. They never work again, so the web may read their hashes.
CREATE TABLE IF NOT EXISTS replaced_code (
	challenge_id text NOT NULL REFERENCES challenge (id) ON DELETE CASCADE,
	code_hash bytea NOT NULL,
	asked_at timestamptz NOT NULL,
	PRIMARY KEY (challenge_id, code_hash)
);
--> statement-breakpoint
REVOKE ALL ON replaced_code FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT ON replaced_code TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, INSERT ON replaced_code TO selfcheck_worker;
