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
-- An entry stays for good, and anybody with a mailbox is a member: so a member has room for so many changes within an hour.
CREATE INDEX audit_event_member ON audit_event (actor_id, at) WHERE actor_kind = 'member';
--> statement-breakpoint
CREATE FUNCTION changes_left(person text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE most CONSTANT integer := 240;
BEGIN
	RETURN most - (SELECT count(*)::integer FROM (
		SELECT FROM public.audit_event e WHERE e.actor_kind = 'member' AND e.actor_id = person AND e.at > now() - interval '1 hour' LIMIT most
	) e);
END $$;
--> statement-breakpoint
-- As the web, nobody is named who is not signed in, or was not lately: an upload may take longer than its session. A second press, or a
-- session ended elsewhere meanwhile, is a matter of seconds.
CREATE FUNCTION may_name_actor(actor_kind text, actor_id text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE actor_kind
		WHEN 'member' THEN EXISTS (SELECT FROM public.person p WHERE p.id = actor_id) AND (NOT public.speaks_as_web()
			OR EXISTS (SELECT FROM public.session s WHERE s.person_id = actor_id AND s.expires_at > now() AND (s.revoked_at IS NULL OR s.revoked_at > now() - interval '1 minute'))
			OR EXISTS (SELECT FROM public.proven_identifier p WHERE p.person_id = actor_id AND p.proven_in = pg_current_xact_id_if_assigned()::text::bigint))
		WHEN 'staff' THEN EXISTS (SELECT FROM public.staff_member s WHERE s.id = actor_id) AND (NOT public.speaks_as_web()
			OR EXISTS (SELECT FROM public.session s WHERE s.staff_id = actor_id AND s.expires_at > now() - interval '1 day' AND (s.revoked_at IS NULL OR s.revoked_at > now() - interval '1 minute')))
		WHEN 'system' THEN NOT public.speaks_as_web()
		ELSE false
	END;
$$;
--> statement-breakpoint
-- What follows by itself from something else that is limited is counted and never refused: signing in, by mails and at a provider; out, by
-- sessions; an answer, which is kept when it has changed.
CREATE FUNCTION record_audit(actor_kind text, actor_id text, action text, subject_id text, detail jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.may_name_actor(actor_kind, actor_id) THEN RAISE EXCEPTION 'no such actor: % %', actor_kind, actor_id USING ERRCODE = 'insufficient_privilege'; END IF;
	-- An entry stays for good. The longest of ours holds a note of 500 characters.
	IF length(action) > 100 OR length(subject_id) > 200 OR octet_length(detail::text) > 8192 THEN RAISE EXCEPTION 'an audit entry is short' USING ERRCODE = 'check_violation'; END IF;
	IF actor_kind = 'member' AND public.speaks_as_web()
		AND action <> ALL ('{session.opened,session.ended,session.revoked,check.answered}') AND public.changes_left(actor_id) <= 0
	THEN RAISE EXCEPTION 'too many changes by one member within an hour' USING ERRCODE = 'AU001'; END IF;
	INSERT INTO public.audit_event (actor_kind, actor_id, action, subject_id, detail)
	VALUES (actor_kind, actor_id, action, subject_id, detail);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION changes_left, may_name_actor, record_audit FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION record_audit TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION changes_left TO selfcheck_web;
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
