-- A mailbox or a browser that strangers ask for all day costs no more than another: what is counted of it is found by an index that holds
-- nothing else, and as much of it is read as the limits need.
DROP INDEX IF EXISTS challenge_mailbox;
--> statement-breakpoint
CREATE INDEX challenge_mailbox ON challenge (mailbox_fingerprint, sent_at) WHERE consumed_at IS NULL AND sends > 0;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS challenge_mailbox_tried ON challenge (mailbox_fingerprint, created_at) WHERE consumed_at IS NULL AND attempts > 0;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS challenge_address_tried ON challenge (address_fingerprint, created_at) WHERE consumed_at IS NULL AND attempts > 0;
--> statement-breakpoint
DROP INDEX IF EXISTS challenge_browser;
--> statement-breakpoint
CREATE INDEX challenge_browser ON challenge (browser_hash, created_at);
--> statement-breakpoint
-- The one that can still be answered, among all that a browser has asked for.
CREATE INDEX IF NOT EXISTS challenge_open ON challenge (browser_hash, expires_at) WHERE consumed_at IS NULL;
