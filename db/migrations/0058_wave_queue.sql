-- The first wave of a message has a queue of its own too, of which one job runs at a time. Without it a wave that was still under way and
-- the one that staff start, resume or repeat could run side by side for some seconds, at twice the rate.
CREATE FUNCTION queue_wave(message text, starts timestamptz DEFAULT now()) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT graphile_worker.add_job('send_wave', json_build_object('message', message), queue_name => 'wave:' || message, run_at => starts, job_key => 'wave:' || message, priority => 20);
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION queue_wave FROM PUBLIC;
--> statement-breakpoint
-- Starts sending, once a reader of the trial has typed the reference that the mail held. False if it is another, or there was no trial.
CREATE OR REPLACE FUNCTION start_message(staff text, message text, typed text, starts timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is sent by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	IF m.state <> 'trying' OR m.reference <> typed THEN RETURN false; END IF;
	UPDATE public.message_trial r SET confirmed_at = now() WHERE r.message_id = message AND r.staff_id = staff AND r.sent_at IS NOT NULL;
	IF NOT FOUND THEN RETURN false; END IF;
	UPDATE public.message t SET state = 'sending', starts_at = starts WHERE t.id = message;
	PERFORM public.queue_wave(message, coalesce(starts, now()));
	PERFORM public.record_audit('staff', staff, 'message.started', message, jsonb_build_object('people', m.prepared));
	RETURN true;
END $$;
--> statement-breakpoint
-- Pauses, resumes or stops a message. What a server has taken stays sent; stopping ends what still waits. False in another state.
CREATE OR REPLACE FUNCTION steer_message(staff text, message text, action text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE before text;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is steered by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.state INTO STRICT before FROM public.message t WHERE t.id = message FOR UPDATE;
	IF action = 'pause' AND before = 'sending' THEN
		UPDATE public.message t SET state = 'paused', pause_reason = 'staff' WHERE t.id = message;
	ELSIF action = 'resume' AND before = 'paused' THEN
		UPDATE public.message t SET state = 'sending', pause_reason = NULL WHERE t.id = message;
		PERFORM public.queue_wave(message);
	ELSIF action = 'stop' AND before IN ('sending', 'paused') THEN
		UPDATE public.message t SET state = 'stopped', finished_at = now() WHERE t.id = message;
		UPDATE public.delivery d SET state = 'stopped', address_sealed = NULL, ended_at = now() WHERE d.message_id = message AND d.state = 'waiting';
	ELSE RETURN false;
	END IF;
	PERFORM public.record_audit('staff', staff, 'message.' || CASE action WHEN 'stop' THEN 'stopped' WHEN 'pause' THEN 'paused' ELSE 'resumed' END, message);
	RETURN true;
END $$;
--> statement-breakpoint
-- Tries once more what may have arrived or not, when staff ask for it. Whoever had it already gets it twice: they are counted.
CREATE OR REPLACE FUNCTION repeat_unknown(staff text, message text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE again integer;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is repeated by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	PERFORM FROM public.message t WHERE t.id = message AND t.state IN ('sending', 'paused', 'finished') FOR UPDATE;
	IF NOT FOUND THEN RETURN 0; END IF;
	UPDATE public.delivery d SET state = 'waiting', due_at = now(), claimed_at = NULL, attempts = 100 WHERE d.message_id = message AND d.state = 'unknown' AND d.attempts < 100;
	GET DIAGNOSTICS again = ROW_COUNT;
	IF again = 0 THEN RETURN 0; END IF;
	UPDATE public.message t SET state = 'sending', finished_at = NULL WHERE t.id = message AND t.state = 'finished';
	PERFORM public.queue_wave(message);
	PERFORM public.record_audit('staff', staff, 'message.unknown-repeated', message, jsonb_build_object('people', again));
	RETURN again;
END $$;
