-- The audit log. Entries are made by record_audit alone, which sets their number and time and refuses an actor who does not exist.
REVOKE INSERT ON audit_event FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
-- True where the session belongs to the web's role. The owner and an administrator are not asked for what the web must show.
CREATE FUNCTION speaks_as_web() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT pg_has_role(session_user, 'selfcheck_web', 'USAGE')
		AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = session_user AND r.rolsuper);
$$;
--> statement-breakpoint
CREATE FUNCTION record_audit(actor_kind text, actor_id text, action text, subject_id text, detail jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT (CASE actor_kind
		WHEN 'member' THEN EXISTS (SELECT FROM public.person p WHERE p.id = actor_id)
		WHEN 'staff' THEN EXISTS (SELECT FROM public.staff_member s WHERE s.id = actor_id)
		WHEN 'system' THEN NOT public.speaks_as_web()
		ELSE false
	END) THEN RAISE EXCEPTION 'no such actor: % %', actor_kind, actor_id USING ERRCODE = 'insufficient_privilege'; END IF;
	INSERT INTO public.audit_event (actor_kind, actor_id, action, subject_id, detail)
	VALUES (actor_kind, actor_id, action, subject_id, detail);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION record_audit FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION record_audit TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
-- Also the owner's entries carry the number and the time they were made with.
CREATE FUNCTION audit_event_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.at <> now() THEN RAISE EXCEPTION 'an audit entry carries the time it was made'; END IF;
	IF NEW.id <> currval('public.audit_event_id_seq') THEN RAISE EXCEPTION 'an audit entry carries the next number'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_event_in_order BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_event_in_order();
--> statement-breakpoint
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER consent_record_no_truncate BEFORE TRUNCATE ON consent_record FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER correction_no_truncate BEFORE TRUNCATE ON correction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
