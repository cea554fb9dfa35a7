-- Two rows turn out to be one person: everything of the first moves to the second, in every table that refers to a person.
-- Where both have said something, the kept one's word holds, except that the newer state of an action and the stricter
-- contact preference do. What was agreed to is copied, since that history is never altered. Sessions of the first end.
CREATE FUNCTION merge_person(old text, kept text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	reference record;
	place tid;
BEGIN
	IF speaks_as_web() AND NOT (is_signed_in(kept) AND EXISTS (
		SELECT FROM proven_identifier p JOIN challenge c ON c.address_fingerprint = p.fingerprint
		WHERE p.person_id = old AND c.person_id = kept AND c.purpose = 'add-identifier' AND c.consumed_at = now()
	)) THEN RAISE EXCEPTION 'nobody has just proven an address of this person' USING ERRCODE = 'insufficient_privilege'; END IF;
	PERFORM FROM person WHERE id IN (old, kept) ORDER BY id FOR UPDATE;

	DELETE FROM action_progress a USING action_progress b
		WHERE a.person_id = kept AND b.person_id = old AND a.action = b.action AND a.at < b.at;
	UPDATE contact_preference a SET allowed = a.allowed AND b.allowed FROM contact_preference b
		WHERE a.person_id = kept AND b.person_id = old AND a.channel = b.channel AND a.purpose = b.purpose;
	UPDATE contact_point a SET replaced_at = now()
		WHERE a.person_id = old AND a.replaced_at IS NULL
		AND EXISTS (SELECT FROM contact_point b WHERE b.person_id = kept AND b.channel = a.channel AND b.replaced_at IS NULL);
	UPDATE format_request a SET outcome = 'taken-back', settled_at = now()
		WHERE a.person_id = old AND a.settled_at IS NULL
		AND EXISTS (SELECT FROM format_request b WHERE b.person_id = kept AND b.settled_at IS NULL);
	UPDATE session SET revoked_at = now() WHERE person_id = old AND revoked_at IS NULL;
	INSERT INTO consent_record (id, person_id, at, action, locale, statements)
		SELECT 'cns_' || substr(md5(kept || id), 1, 16), kept, at, action, locale, statements FROM consent_record WHERE person_id = old;

	FOR reference IN
		SELECT c.conrelid::regclass AS name, a.attname AS field
		FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		WHERE c.contype = 'f' AND c.confrelid = 'person'::regclass AND c.conrelid <> 'consent_record'::regclass
		-- Deliveries have no foreign key, so that preparing many takes less.
		UNION ALL SELECT 'delivery'::regclass, 'person_id'
	LOOP
		FOR place IN EXECUTE format('SELECT ctid FROM %s WHERE %I = $1', reference.name, reference.field) USING old LOOP
			BEGIN
				EXECUTE format('UPDATE %s SET %I = $1 WHERE ctid = $2', reference.name, reference.field) USING kept, place;
			EXCEPTION WHEN unique_violation THEN
				EXECUTE format('DELETE FROM %s WHERE ctid = $1', reference.name) USING place;
			END;
		END LOOP;
	END LOOP;

	UPDATE person SET merged_into = kept WHERE id = old OR merged_into = old;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION merge_person FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION merge_person TO selfcheck_web;
--> statement-breakpoint
-- Who somebody is does not change: whoever is another person now gets no messages of their own, and the language of one alone would tell them apart in
-- counts. The web locks people, for which PostgreSQL asks for a right to update something.
REVOKE UPDATE, DELETE ON person FROM selfcheck_web;
--> statement-breakpoint
GRANT UPDATE (id) ON person TO selfcheck_web;
--> statement-breakpoint
CREATE FUNCTION person_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.is_process_role() THEN RAISE EXCEPTION 'person % stays who they are', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER person_stays BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION person_stays();
