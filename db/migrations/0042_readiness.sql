-- What the worker last reported, each quarter of a minute: that it runs, and counts for monitoring. The web listens for monitoring;
-- the worker listens on no port.
CREATE TABLE worker_report (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	reported_at timestamptz NOT NULL,
	figures jsonb NOT NULL -- counts alone
);
--> statement-breakpoint
-- `sealing_key` is the check value of the worker's SEALING_KEY.
CREATE FUNCTION report_worker(sealing_key bytea DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO public.worker_report AS w (reported_at, figures) SELECT now(), jsonb_build_object(
		'jobs', (SELECT coalesce(jsonb_agg(to_jsonb(j)), '[]') FROM (
			SELECT q.task_identifier AS task, count(*) AS waiting, extract(epoch FROM now() - min(q.run_at))::integer AS oldest
			FROM graphile_worker.jobs q WHERE q.run_at <= now() AND q.attempts < q.max_attempts GROUP BY 1
		) j),
		'mails', (SELECT coalesce(jsonb_object_agg(m.state, m.count), '{}') FROM (
			SELECT CASE WHEN o.sent_at IS NOT NULL THEN 'sent' WHEN o.failed_at IS NOT NULL THEN 'failed'
				WHEN o.expires_at < now() THEN 'expired' ELSE 'waiting' END AS state, count(*)
			FROM public.outbox_message o GROUP BY 1
		) m),
		'versions', (SELECT coalesce(jsonb_object_agg(d.state, d.count), '{}') FROM (
			SELECT v.state, count(*) FROM public.dataset_version v GROUP BY 1
		) d),
		'sealing', public.sealing_lag(),
		-- Since when values under an earlier key wait to be sealed anew. Null if none does.
		'oldKeySince', (SELECT coalesce((SELECT r.figures -> 'oldKeySince' FROM public.worker_report r WHERE r.figures ->> 'oldKeySince' IS NOT NULL), to_jsonb(now()))
			FROM public.key_check k WHERE k.name = 'SEALING_KEY' AND k.value <> sealing_key)
	)
	ON CONFLICT (only_row) DO UPDATE SET reported_at = excluded.reported_at, figures = excluded.figures;
END $$;
--> statement-breakpoint
-- The time of the newest migration that was applied, as the migrations' journal has it.
CREATE FUNCTION schema_version() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT max(m.created_at) FROM drizzle.__drizzle_migrations m;
$$;
--> statement-breakpoint
REVOKE ALL ON worker_report FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT ON worker_report TO selfcheck_web;
--> statement-breakpoint
REVOKE ALL ON FUNCTION report_worker, schema_version FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION report_worker TO selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION schema_version TO selfcheck_web;
