-- Reports of a mail provider that come through the web, signed (Standard Webhooks). The web has no secret of theirs: it keeps each sealed and
-- the worker looks at the signature, so that a web process which is taken over reports nothing of its own. Of one that was believed its id
-- stays, so that it is believed once.
CREATE TABLE webhook_report (
	id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
	webhook_id text NOT NULL CHECK (length(webhook_id) BETWEEN 1 AND 200),
	sent_at text NOT NULL CHECK (length(sent_at) BETWEEN 1 AND 20),
	signature text NOT NULL CHECK (length(signature) BETWEEN 1 AND 1000),
	body_sealed bytea NOT NULL CHECK (octet_length(body_sealed) < 200000),
	network_hash bytea NOT NULL,
	received_at timestamptz DEFAULT now() NOT NULL,
	read_at timestamptz
);
--> statement-breakpoint
CREATE UNIQUE INDEX webhook_report_once ON webhook_report (webhook_id) WHERE read_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX webhook_report_waiting ON webhook_report (network_hash) WHERE read_at IS NULL;
--> statement-breakpoint
-- Keeps a report until the worker reads it. False if too many wait, of one network, of those around it or in all: the provider tries again later.
CREATE FUNCTION keep_webhook(webhook text, sent text, signed text, body bytea, network bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE own integer; around integer; everybody integer;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('keep_webhook', 0));
	SELECT count(*) FILTER (WHERE w.network_hash = network), count(*) FILTER (WHERE substring(w.network_hash FOR 16) = substring(network FOR 16)), count(*)
	INTO own, around, everybody FROM public.webhook_report w WHERE w.read_at IS NULL;
	IF own >= 200 OR around >= 400 OR everybody >= 1000 THEN RETURN false; END IF;
	INSERT INTO public.webhook_report (webhook_id, sent_at, signature, body_sealed, network_hash) VALUES (webhook, sent, signed, body, network);
	PERFORM graphile_worker.add_job('read_webhooks', job_key => 'webhooks', queue_name => 'webhooks');
	RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON webhook_report FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, DELETE, UPDATE (body_sealed, read_at) ON webhook_report TO selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION keep_webhook FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION keep_webhook TO selfcheck_web;
