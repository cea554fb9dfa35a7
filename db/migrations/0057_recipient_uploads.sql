-- The original file of a version, uploaded in the browser for a message: sealed in pieces until the worker has read it, and then gone. The
-- web role cannot read the pieces.
CREATE TABLE recipient_upload (
	id text PRIMARY KEY,
	message_id text NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	version_id text NOT NULL REFERENCES dataset_version (id),
	uploaded_by text NOT NULL REFERENCES staff_member (id),
	state text NOT NULL CHECK (state IN ('uploading', 'waiting', 'failed')),
	failure text,
	seen_at timestamptz DEFAULT now() NOT NULL,
	UNIQUE (message_id, version_id)
);
--> statement-breakpoint
CREATE TABLE recipient_upload_piece (
	upload_id text NOT NULL REFERENCES recipient_upload (id) ON DELETE CASCADE,
	position integer NOT NULL,
	sealed bytea NOT NULL,
	PRIMARY KEY (upload_id, position)
);
--> statement-breakpoint
REVOKE ALL ON recipient_upload, recipient_upload_piece FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, failure, seen_at), DELETE ON recipient_upload TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, failure, seen_at), DELETE ON recipient_upload TO selfcheck_worker;
--> statement-breakpoint
GRANT SELECT (upload_id), INSERT, DELETE ON recipient_upload_piece TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, DELETE ON recipient_upload_piece TO selfcheck_worker;
