-- A browser keeps its token from one request for a code to the next, so that a second press is known as one. Its newest challenge counts.
ALTER TABLE challenge DROP CONSTRAINT IF EXISTS challenge_browser_hash_unique;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS challenge_browser ON challenge (browser_hash);
