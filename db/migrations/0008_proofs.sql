-- Who has proven what, and who is signed in. The web writes a proof only in the transaction in which a code for that very address came
-- back right, or the worker had a single sign-on provider's word for it; either way the database makes its own audit entry. What was written in the
-- transaction that asks is not looked at by check_person, so that nothing is learnt that a roll back could hide.
-- Whether a person has a live session that was there before this transaction.
CREATE FUNCTION is_signed_in(person text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM public.session s WHERE s.person_id = person AND s.revoked_at IS NULL AND s.expires_at > now() AND s.seen_at > now() - interval '30 minutes'
		AND s.opened_in IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint);
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION is_signed_in FROM PUBLIC;
--> statement-breakpoint
-- What somebody has saved, is answered or has proven changes only while they are signed in: not in the name of people who are not there. The owner's functions,
-- such as merge_person, are asked nothing.
CREATE FUNCTION changes_while_signed_in() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.is_process_role() AND NOT ((TG_OP = 'INSERT' OR public.is_signed_in(OLD.person_id)) AND (TG_OP = 'DELETE' OR public.is_signed_in(NEW.person_id)))
	THEN RAISE EXCEPTION 'this person is not signed in' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
	FOREACH name IN ARRAY '{action_progress,check_result,confirmation,consent_record,contact_point,contact_preference,contact_profile,plan_choice}'::text[] LOOP
		EXECUTE format('CREATE TRIGGER changes_while_signed_in BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION changes_while_signed_in()', name);
	END LOOP;
END $$;
--> statement-breakpoint
-- Proofs are inserted as proof_is_earned permits.
CREATE TRIGGER changes_while_signed_in BEFORE DELETE ON proven_identifier FOR EACH ROW EXECUTE FUNCTION changes_while_signed_in();
--> statement-breakpoint
CREATE TRIGGER changes_while_signed_in BEFORE UPDATE OR DELETE ON stated_identifier FOR EACH ROW EXECUTE FUNCTION changes_while_signed_in();
--> statement-breakpoint
-- Staff settle it.
CREATE TRIGGER changes_while_signed_in BEFORE INSERT ON format_request FOR EACH ROW EXECUTE FUNCTION changes_while_signed_in();
--> statement-breakpoint
-- The worker sends reminders and ends them, and staff end those that were handed to them.
CREATE FUNCTION reminder_is_asked_for() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- By itself, because the worker may not call is_signed_in.
	IF NOT (public.is_process_role() AND public.speaks_as_web()) OR TG_OP = 'DELETE' AND OLD.handed_over_at IS NOT NULL THEN RETURN coalesce(NEW, OLD); END IF;
	IF NOT ((TG_OP = 'INSERT' OR public.is_signed_in(OLD.person_id)) AND (TG_OP = 'DELETE' OR public.is_signed_in(NEW.person_id)))
	THEN RAISE EXCEPTION 'this person is not signed in' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER reminder_is_asked_for BEFORE INSERT OR UPDATE OR DELETE ON plan_reminder FOR EACH ROW EXECUTE FUNCTION reminder_is_asked_for();
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION is_signed_in TO selfcheck_web;
--> statement-breakpoint
-- A proof makes its owner the owner of all that its person is found by, so it goes to nobody else's person: to a new one, or to one who is signed in
-- and asked for the code. The address is kept under the seal that the worker has opened, to mail the code, or has made of the provider's word: the
-- web could seal another one than it proves, and messages would go there.
CREATE FUNCTION proof_is_earned() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE is_new boolean; opened bytea;
BEGIN
	IF public.speaks_as_web() THEN
		is_new := NOT EXISTS (SELECT FROM public.proven_identifier p WHERE p.person_id = NEW.person_id)
			AND NOT EXISTS (SELECT FROM public.session s WHERE s.person_id = NEW.person_id);
		SELECT s.address_sealed INTO opened FROM public.provider_sign_in s
		WHERE NEW.means = 'single-sign-on' AND is_new AND s.used_in = pg_current_xact_id()::text::bigint AND s.audience = 'member'
			AND s.address_fingerprint = NEW.fingerprint
		UNION ALL
		SELECT c.address_sealed FROM public.challenge c JOIN public.mailed_code m ON m.challenge_id = c.id
		WHERE NEW.means = 'email-code' AND c.address_fingerprint = NEW.fingerprint AND c.consumed_at = now() AND CASE c.purpose
			WHEN 'sign-in' THEN is_new
			WHEN 'add-identifier' THEN c.person_id = NEW.person_id AND public.is_signed_in(NEW.person_id)
		END;
		IF NEW.kind <> 'email' OR opened IS NULL THEN RAISE EXCEPTION 'nobody has just proven this identifier' USING ERRCODE = 'insufficient_privilege'; END IF;
		NEW.sealed := opened;
		NEW.proven_at := now();
		NEW.proven_in := pg_current_xact_id()::text::bigint;
		INSERT INTO public.audit_event (actor_kind, actor_id, action, subject_id, detail)
		VALUES ('system', 'database', 'proof.written', NEW.id, jsonb_build_object('person', NEW.person_id, 'means', NEW.means));
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER proof_is_earned BEFORE INSERT ON proven_identifier FOR EACH ROW EXECUTE FUNCTION proof_is_earned();
--> statement-breakpoint
-- A proof is never altered, and only merge_person hands it to another person.
REVOKE UPDATE ON proven_identifier FROM selfcheck_web;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON proven_identifier FROM selfcheck_worker;
--> statement-breakpoint
CREATE FUNCTION session_is_dated() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.opened_in := pg_current_xact_id()::text::bigint;
		IF public.speaks_as_web() AND (NEW.expires_at > now() + CASE WHEN NEW.staff_id IS NULL THEN interval '12 hours' ELSE interval '10 hours' END
			OR NEW.seen_at > now() OR NEW.created_at > now())
		THEN RAISE EXCEPTION 'a session lasts no longer than one of its kind' USING ERRCODE = 'insufficient_privilege'; END IF;
	ELSE
		-- Setting it back would end a session before its time. Of two requests at once the earlier may write last.
		IF public.speaks_as_web() THEN NEW.seen_at := greatest(NEW.seen_at, OLD.seen_at); END IF;
		IF (OLD.id, OLD.person_id, OLD.staff_id, OLD.token_hash, OLD.opened_in, OLD.expires_at) IS DISTINCT FROM
			(NEW.id, NEW.person_id, NEW.staff_id, NEW.token_hash, NEW.opened_in, NEW.expires_at) AND public.speaks_as_web() AND current_user = session_user
			OR public.speaks_as_web() AND (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL
				OR NEW.seen_at <> OLD.seen_at AND (NEW.seen_at > clock_timestamp()
					OR OLD.seen_at < now() - CASE WHEN OLD.staff_id IS NULL THEN interval '30 minutes' ELSE interval '20 minutes' END))
		THEN RAISE EXCEPTION 'a session never becomes another''s, and one that has ended does not come back' USING ERRCODE = 'insufficient_privilege';
		END IF;
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER session_is_dated BEFORE INSERT OR UPDATE ON session FOR EACH ROW EXECUTE FUNCTION session_is_dated();
--> statement-breakpoint
REVOKE INSERT, UPDATE ON session FROM selfcheck_worker;
--> statement-breakpoint
-- The worker forgets sessions that are over.
CREATE FUNCTION session_is_over() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.is_process_role() AND OLD.expires_at > now()
	THEN RAISE EXCEPTION 'session % is not over', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER session_is_over BEFORE DELETE ON session FOR EACH ROW EXECUTE FUNCTION session_is_over();
--> statement-breakpoint
-- Ends the session of whoever shows the secret of their token. A session keeps a hash of it, so that nobody ends one by what they read of it.
CREATE FUNCTION end_session(shown bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended public.session;
BEGIN
	UPDATE public.session s SET revoked_at = now() WHERE s.token_hash = sha256(shown) AND s.revoked_at IS NULL RETURNING * INTO ended;
	-- One that is over by its time names nobody.
	IF ended.expires_at > now() THEN
		PERFORM public.record_audit(CASE WHEN ended.staff_id IS NULL THEN 'member' ELSE 'staff' END, coalesce(ended.staff_id, ended.person_id), 'session.ended', ended.id);
	END IF;
END $$;
--> statement-breakpoint
-- Ends another session of the person who shows the secret of a live one, or all others. Out: how many.
CREATE FUNCTION end_other_sessions(shown bytea, one text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE own public.session; other text; ended integer := 0;
BEGIN
	SELECT * INTO own FROM public.session s WHERE s.token_hash = sha256(shown) AND s.revoked_at IS NULL AND s.expires_at > now();
	FOR other IN
		UPDATE public.session s SET revoked_at = now()
		WHERE s.person_id = own.person_id AND s.id <> own.id AND s.revoked_at IS NULL AND (one IS NULL OR s.id = one) RETURNING s.id
	LOOP
		PERFORM public.record_audit('member', own.person_id, 'session.revoked', other);
		ended := ended + 1;
	END LOOP;
	RETURN ended;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION end_session, end_other_sessions FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION end_session, end_other_sessions TO selfcheck_web;
