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
CREATE INDEX webhook_report_believed ON webhook_report (network_hash) WHERE read_at IS NOT NULL;
--> statement-breakpoint
-- Keeps a report until the worker reads it. False if too many wait: the provider tries again later. Of 1,000 places each network has a share of
-- those that are free (has_room), and one whose report was believed within a day has 200 that nobody else takes.
CREATE FUNCTION keep_webhook(webhook text, sent text, signed text, body bytea, network bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	own bigint; around bigint; provider bigint; everybody bigint;
	most CONSTANT integer := 1000;
	share CONSTANT numeric := 0.25;
	of_believed CONSTANT integer := 200;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('keep_webhook', 0));
	SELECT count(*) FILTER (WHERE w.network_hash = network), count(*) FILTER (WHERE substring(w.network_hash FOR 16) = substring(network FOR 16)),
		count(*) FILTER (WHERE substring(w.network_hash FOR 8) = substring(network FOR 8)), count(*)
	INTO own, around, provider, everybody FROM public.webhook_report w WHERE w.read_at IS NULL;
	IF NOT public.has_room(share, most - everybody, own, around, provider) AND NOT (
		own < of_believed AND EXISTS (SELECT FROM public.webhook_report w WHERE w.network_hash = network AND w.read_at IS NOT NULL)
	) THEN RETURN false; END IF;
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
--> statement-breakpoint
-- How many seconds ago sealed values should have been read or wiped, the oldest of each kind: reports of returned mail, files for a message, and
-- addresses of further channels that nothing needs any more. An address that is being written to is wiped in the statement that ends it.
CREATE FUNCTION sealing_lag() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT jsonb_build_object(
		'reports', coalesce((SELECT extract(epoch FROM now() - min(w.received_at))::integer FROM public.webhook_report w WHERE w.read_at IS NULL), 0),
		'files', coalesce((SELECT extract(epoch FROM now() - min(u.seen_at))::integer FROM public.recipient_upload u WHERE u.state = 'waiting'), 0),
		'addresses', coalesce((
			SELECT extract(epoch FROM max(now() - d.ended_at - public.kept_beside(d.channel)))::integer FROM public.delivery d
			WHERE (d.next_sealed IS NOT NULL OR d.last_sealed IS NOT NULL) AND d.state = 'accepted' AND d.ended_at < now() - public.kept_beside(d.channel)
		), 0)
	)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION sealing_lag FROM PUBLIC;
