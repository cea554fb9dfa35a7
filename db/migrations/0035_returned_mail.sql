-- An address that does not exist, or whose reader has reported a message, is sent no more messages to many, whoever learns of it: the
-- server that refused the mail or a report that came later. An address may be made again, so the first ends by itself after a year.
CREATE FUNCTION suppress_recipient() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM public.add_suppression(public.told_recipient(NEW), NEW.state, NEW.message_id);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER suppress_recipient AFTER UPDATE OF state ON delivery FOR EACH ROW
WHEN (NEW.state <> OLD.state AND NEW.state IN ('no-such-address', 'complaint')) EXECUTE FUNCTION suppress_recipient();
--> statement-breakpoint
-- The list of addresses that are sent no messages, in numbers: the web never sees whose they are.
CREATE FUNCTION count_suppressions(staff text) RETURNS TABLE (scope text, reason text, addresses integer, newest timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'suppressions are counted for staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN QUERY SELECT s.scope, s.reason, count(*)::integer, max(s.added_at) FROM public.suppression s
	WHERE s.expires_at IS NULL OR s.expires_at > now() GROUP BY 1, 2 ORDER BY 1, 2;
END $$;
--> statement-breakpoint
-- Why one address is sent no messages, for staff who name it: by its fingerprint.
CREATE FUNCTION find_suppressions(staff text, of_recipient bytea)
RETURNS TABLE (scope text, reason text, added_by text, added_at timestamptz, expires_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a suppression is shown to staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN QUERY SELECT s.scope, s.reason, s.added_by, s.added_at, s.expires_at FROM public.suppression s
	WHERE s.recipient = of_recipient AND (s.expires_at IS NULL OR s.expires_at > now()) ORDER BY 1;
END $$;
--> statement-breakpoint
-- Puts an address on the list for staff: its reader has asked for it, or a message could put them in danger. The same suppression again
-- changes nothing and has no entry.
CREATE FUNCTION suppress_address(staff text, of_recipient bytea, of_scope text, why text, until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'an address is suppressed by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	IF why NOT IN ('asked', 'safety') THEN RAISE EXCEPTION 'staff suppress for no such reason' USING ERRCODE = 'check_violation'; END IF;
	INSERT INTO public.suppression AS s (recipient, scope, reason, added_by, expires_at) VALUES (of_recipient, of_scope, why, staff, until)
	ON CONFLICT (recipient, scope) DO UPDATE SET reason = excluded.reason, added_by = excluded.added_by, added_at = now(), expires_at = excluded.expires_at
	WHERE (s.reason, s.expires_at) IS DISTINCT FROM (excluded.reason, excluded.expires_at);
	IF FOUND THEN PERFORM public.record_audit('staff', staff, 'suppression.added', 'suppression', jsonb_build_object('scope', of_scope, 'reason', why)); END IF;
END $$;
--> statement-breakpoint
-- Takes an address off the list. False if it is not on it.
CREATE FUNCTION lift_suppression(staff text, of_recipient bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE reasons text[];
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a suppression is lifted by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	WITH lifted AS (DELETE FROM public.suppression s WHERE s.recipient = of_recipient RETURNING s.reason)
	SELECT array_agg(l.reason) INTO reasons FROM lifted l;
	IF reasons IS NULL THEN RETURN false; END IF;
	PERFORM public.record_audit('staff', staff, 'suppression.lifted', 'suppression', jsonb_build_object('reasons', reasons));
	RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION suppress_recipient, count_suppressions, find_suppressions, suppress_address, lift_suppression FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION count_suppressions, find_suppressions, suppress_address, lift_suppression TO selfcheck_web;
--> statement-breakpoint
REVOKE ALL ON suppression FROM selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, DELETE ON suppression TO selfcheck_worker;
--> statement-breakpoint
-- The worker forgets those that are over. Only staff take one that holds off the list.
CREATE FUNCTION suppression_is_lifted_by_staff() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.is_process_role() AND coalesce(OLD.expires_at > now(), true)
	THEN RAISE EXCEPTION 'a suppression is lifted by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER suppression_is_lifted_by_staff BEFORE DELETE ON suppression FOR EACH ROW EXECUTE FUNCTION suppression_is_lifted_by_staff();
