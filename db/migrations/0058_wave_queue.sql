-- The first wave of a message has a queue of its own too, of which one job runs at a time. Without it a wave that was still under way and
-- the one that staff start, resume or repeat could run side by side for some seconds, at twice the rate.
CREATE FUNCTION queue_wave(message text, starts timestamptz DEFAULT now()) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT graphile_worker.add_job('send_wave', json_build_object('message', message), queue_name => 'wave:' || message, run_at => starts, job_key => 'wave:' || message, priority => 20);
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION queue_wave FROM PUBLIC;
