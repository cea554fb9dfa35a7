-- The browsers with which people and staff have signed in, so that a sign-in with another one is told to them.
CREATE TABLE IF NOT EXISTS known_browser (
	browser_hash bytea NOT NULL,
	person_id text REFERENCES person (id),
	staff_id text REFERENCES staff_member (id),
	seen_at timestamptz DEFAULT now() NOT NULL,
	CONSTRAINT known_browser_person UNIQUE (person_id, browser_hash),
	CONSTRAINT known_browser_staff UNIQUE (staff_id, browser_hash),
	CONSTRAINT known_browser_of_one CHECK (num_nonnulls(person_id, staff_id) = 1)
);
--> statement-breakpoint
ALTER TABLE session ADD COLUMN IF NOT EXISTS new_browser boolean DEFAULT false NOT NULL;
--> statement-breakpoint
REVOKE ALL ON known_browser FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (seen_at) ON known_browser TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, DELETE ON known_browser TO selfcheck_worker;
