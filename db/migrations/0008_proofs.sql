-- Who has proven what, and who is signed in. The web writes a proof only in the transaction in which a code for that very address came
-- back right, or the worker had a single sign-on provider's word for it; either way the database makes its own audit entry. What was written in the
-- transaction that asks is not looked at by check_person, so that nothing is learnt that a roll back could hide.
CREATE FUNCTION proof_is_earned() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.speaks_as_web() THEN
		IF NEW.kind <> 'email' OR NOT (CASE NEW.means
			WHEN 'single-sign-on' THEN EXISTS (
				SELECT FROM public.provider_sign_in s
				WHERE s.used_in = pg_current_xact_id()::text::bigint AND s.audience = 'member' AND s.address_fingerprint = NEW.fingerprint
			)
			WHEN 'email-code' THEN EXISTS (
				SELECT FROM public.challenge c WHERE c.address_fingerprint = NEW.fingerprint AND c.consumed_at = now()
			)
			ELSE false
		END) THEN RAISE EXCEPTION 'nobody has just proven this identifier' USING ERRCODE = 'insufficient_privilege'; END IF;
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
	ELSIF (OLD.id, OLD.person_id, OLD.staff_id, OLD.token_hash, OLD.opened_in, OLD.expires_at) IS DISTINCT FROM
		(NEW.id, NEW.person_id, NEW.staff_id, NEW.token_hash, NEW.opened_in, NEW.expires_at) AND public.speaks_as_web() AND current_user = session_user
		OR OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL AND public.speaks_as_web()
	THEN RAISE EXCEPTION 'a session never becomes another''s, and one that has ended does not come back' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER session_is_dated BEFORE INSERT OR UPDATE ON session FOR EACH ROW EXECUTE FUNCTION session_is_dated();
--> statement-breakpoint
REVOKE INSERT, UPDATE ON session FROM selfcheck_worker;
