-- A trial that was asked for within a minute is not asked for again by a second press of its button. False if the message is not
-- approved or nobody is named.
CREATE OR REPLACE FUNCTION try_message(staff text, message text, readers text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is tried by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	PERFORM FROM public.message t WHERE t.id = message AND t.state IN ('approved', 'trying') FOR UPDATE;
	IF NOT FOUND THEN RETURN false; END IF;
	INSERT INTO public.message_trial (message_id, staff_id)
	SELECT message, m.id FROM public.staff_member m WHERE m.id = ANY (readers) AND m.removed_at IS NULL
	ON CONFLICT (message_id, staff_id) DO UPDATE SET sent_at = NULL
	WHERE message_trial.confirmed_at IS NULL AND message_trial.sent_at < clock_timestamp() - interval '1 minute';
	IF NOT FOUND THEN
		RETURN EXISTS (SELECT FROM public.message_trial r WHERE r.message_id = message AND r.staff_id = ANY (readers) AND r.confirmed_at IS NULL);
	END IF;
	UPDATE public.message t SET state = 'trying' WHERE t.id = message;
	PERFORM graphile_worker.add_job('send_trial', json_build_object('message', message), job_key => 'trial:' || message);
	PERFORM public.record_audit('staff', staff, 'message.tried', message, jsonb_build_object('readers', readers));
	RETURN true;
END $$;
--> statement-breakpoint
-- The same suppression again changes nothing and has no entry.
CREATE OR REPLACE FUNCTION suppress_address(staff text, of_recipient bytea, of_scope text, why text, until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'an address is suppressed by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	IF why NOT IN ('asked', 'safety') THEN RAISE EXCEPTION 'staff suppress for no such reason' USING ERRCODE = 'check_violation'; END IF;
	INSERT INTO public.suppression AS s (recipient, scope, reason, added_by, expires_at) VALUES (of_recipient, of_scope, why, staff, until)
	ON CONFLICT (recipient, scope) DO UPDATE SET reason = excluded.reason, added_by = excluded.added_by, added_at = now(), expires_at = excluded.expires_at
	WHERE (s.reason, s.expires_at) IS DISTINCT FROM (excluded.reason, excluded.expires_at);
	IF FOUND THEN PERFORM public.record_audit('staff', staff, 'suppression.added', 'suppression', jsonb_build_object('scope', of_scope, 'reason', why)); END IF;
END $$;
