-- The people whom a question chooses, with where to write to them: the address for messages, else the oldest they sign in with.
-- `incident` null asks for everybody. With a `version` the question asks only for people whose answer that version has changed. A relationship or a category asks the active versions of the incident's datasets.
CREATE OR REPLACE FUNCTION people_asked(incident text, question jsonb)
RETURNS TABLE (person_id text, cohort text, locale text, recipient bytea, address_sealed bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' SET jit = off AS $$
DECLARE lines text; narrowed boolean := jsonb_array_length(question -> 'relationships') + jsonb_array_length(question -> 'categories') > 0;
BEGIN
	IF narrowed THEN
		SELECT string_agg(format(
			'SELECT p.person_id FROM public.proven_identifier p JOIN exposure.%I r ON r.%I = encode(p.fingerprint, ''hex'')::uuid
			 JOIN exposure.%I f ON f.profile = r.profile WHERE p.kind = %L AND ($3 = ''{}'' OR f.relationship = ANY ($3)) AND ($4 = ''{}'' OR f.categories && $4)',
			'record_' || v.partition, replace(k.kind, '-', '_'), 'profile_' || v.partition, k.kind), ' UNION ')
		INTO lines
		FROM exposure.dataset_state s JOIN public.dataset_version v ON v.id = s.version_id,
			unnest('{email,telephone,membership-number,name-postcode}'::text[]) AS k (kind)
		WHERE s.incident_id = incident;
	END IF;
	RETURN QUERY EXECUTE format($query$
		WITH newest AS (
			SELECT DISTINCT ON (c.person_id) c.person_id, c.outcome FROM public.check_result c
			WHERE c.incident_id = $1 ORDER BY c.person_id, c.checked_at DESC
		), address AS (
			SELECT DISTINCT ON (p.person_id) p.person_id, p.fingerprint, p.sealed FROM public.proven_identifier p
			WHERE p.kind = 'email' ORDER BY p.person_id, p.proven_at
		)
		SELECT p.id, coalesce(n.outcome, 'not-checked'), coalesce(c.language, p.locale),
			CASE WHEN w.sealed IS NULL THEN a.fingerprint ELSE coalesce(w.fingerprint, a.fingerprint) END, coalesce(w.sealed, a.sealed)
		FROM public.person p
		LEFT JOIN newest n ON n.person_id = p.id
		LEFT JOIN address a ON a.person_id = p.id
		LEFT JOIN public.contact_profile c ON c.person_id = p.id
		LEFT JOIN public.contact_point w ON w.person_id = p.id AND w.channel = 'email' AND w.replaced_at IS NULL AND w.proven_at IS NOT NULL
		WHERE p.merged_into IS NULL
			AND coalesce(n.outcome, 'not-checked') = ANY (ARRAY(SELECT jsonb_array_elements_text($2 -> 'cohorts')))
			AND (jsonb_array_length($2 -> 'languages') = 0 OR coalesce(c.language, p.locale) = ANY (ARRAY(SELECT jsonb_array_elements_text($2 -> 'languages'))))
			AND %s AND %s $query$, CASE WHEN narrowed THEN format('p.id IN (%s)', coalesce(lines, 'SELECT NULL::text')) ELSE '$3 IS NOT NULL AND $4 IS NOT NULL' END,
		CASE WHEN question ->> 'version' IS NULL THEN 'true' ELSE 'p.id IN (SELECT c.person_id FROM exposure.changed_people($2 ->> ''version'') c)' END)
	USING incident, question, ARRAY(SELECT jsonb_array_elements_text(question -> 'relationships')), ARRAY(SELECT jsonb_array_elements_text(question -> 'categories'));
END $$;
--> statement-breakpoint
-- Freezes what is sent, and one delivery for each person of a message's audience. The question is asked here and never again.
CREATE FUNCTION freeze_message(staff text, message text, sent jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message; people integer; left_out integer;
BEGIN
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	INSERT INTO public.delivery (message_id, person_id, recipient, cohort, locale, excluded_for, state, address_sealed)
	SELECT m.id, a.person_id, a.recipient, a.cohort, CASE WHEN a.locale = 'cy' AND sent ? 'cy' THEN 'cy' ELSE 'en' END, a.excluded_for,
		CASE WHEN a.excluded_for IS NULL THEN 'waiting' ELSE 'excluded' END, CASE WHEN a.excluded_for IS NULL THEN a.address_sealed END
	FROM public.audience_of(m.incident_id, m.kind, m.corrects_id, m.audience) a;
	SELECT count(*) FILTER (WHERE d.state <> 'excluded'), count(*) FILTER (WHERE d.state = 'excluded') INTO people, left_out
	FROM public.delivery d WHERE d.message_id = m.id;
	UPDATE public.message t SET state = 'prepared', sent = freeze_message.sent, prepared_by = staff, prepared_at = now(),
		candidates = people + left_out, prepared = people, excluded = left_out, edited_at = clock_timestamp() WHERE t.id = m.id;
	PERFORM public.record_audit('staff', staff, 'message.prepared', m.id, jsonb_build_object('people', people, 'excluded', left_out));
END $$;
--> statement-breakpoint
-- Freezes a draft: what is sent, and one delivery for each person of its audience. `seen` is the draft as its preparer saw it; false
-- if it was changed since. The question is asked here and never again.
CREATE OR REPLACE FUNCTION prepare_message(staff text, message text, seen timestamptz, sent jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is prepared by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	IF m.state <> 'draft' OR date_trunc('milliseconds', m.edited_at) <> seen THEN RETURN false; END IF;
	PERFORM public.freeze_message(staff, message, sent);
	RETURN true;
END $$;
--> statement-breakpoint
-- Whether a version is the active one of its dataset and somebody of staff has activated it.
CREATE FUNCTION has_just_activated(staff text, version text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT public.is_acting_staff(staff) AND EXISTS (
		SELECT FROM public.dataset d JOIN public.dataset_version v ON v.id = d.active_version_id WHERE v.id = version AND v.activated_by = staff
	);
$$;
--> statement-breakpoint
-- The web makes drafts and nothing else, of staff who write messages, or of whoever has activated a version for the people it concerns.
CREATE OR REPLACE FUNCTION message_begins_as_draft() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.speaks_as_web() AND NOT (NEW.state = 'draft' AND (public.is_acting_staff_with(NEW.created_by, '{publisher,admin}') OR NEW.kind = 'answer-changed' AND public.has_just_activated(NEW.created_by, NEW.audience ->> 'version'))
		AND num_nonnulls(NEW.approved_by, NEW.approved_at, NEW.starts_at, NEW.started_at, NEW.finished_at, NEW.pause_reason) = 0 AND NEW.candidates = 0)
	THEN RAISE EXCEPTION 'a message begins as a draft of staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- Ends the messages about earlier versions of a dataset that nobody has been sent: what they would say is not true any more. Out: the
-- title of the incident if anybody has an answer about it; else nobody's answer has changed.
CREATE FUNCTION begin_answer_change(staff text, version text) RETURNS TABLE (incident_id text, title_en text, title_cy text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE old text;
BEGIN
	IF NOT public.has_just_activated(staff, version) THEN RAISE EXCEPTION 'version % was activated by somebody else', version USING ERRCODE = 'insufficient_privilege'; END IF;
	FOR old IN UPDATE public.message m SET state = 'stopped', finished_at = now()
		FROM public.dataset_version v, public.dataset_version now_active
		WHERE now_active.id = begin_answer_change.version AND v.dataset_id = now_active.dataset_id AND m.audience ->> 'version' = v.id
			AND m.kind = 'answer-changed' AND m.state IN ('prepared', 'approved', 'trying') RETURNING m.id
	LOOP
		UPDATE public.delivery d SET state = 'stopped', address_sealed = NULL, ended_at = now() WHERE d.message_id = old AND d.state = 'waiting';
		PERFORM public.record_audit('staff', staff, 'message.superseded', old, jsonb_build_object('version', begin_answer_change.version));
	END LOOP;
	RETURN QUERY SELECT i.id, i.title_en, i.title_cy FROM public.dataset_version v JOIN public.dataset d ON d.id = v.dataset_id JOIN public.incident i ON i.id = d.incident_id
	WHERE v.id = begin_answer_change.version AND EXISTS (SELECT FROM public.check_result c WHERE c.incident_id = i.id);
END $$;
--> statement-breakpoint
-- Prepares a message to the people whose answer a version has changed, in the transaction that activates it. Out: how many they are;
-- if none, there is no message.
CREATE FUNCTION prepare_answer_change(staff text, version text, message text, sent jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE people integer;
BEGIN
	PERFORM FROM public.message m WHERE m.id = message AND m.state = 'draft' AND m.kind = 'answer-changed' AND m.created_by = staff AND m.audience ->> 'version' = version;
	IF NOT FOUND OR NOT public.has_just_activated(staff, version) THEN RAISE EXCEPTION 'version % was activated by somebody else', version USING ERRCODE = 'insufficient_privilege'; END IF;
	IF EXISTS (SELECT FROM exposure.changed_people(version)) THEN PERFORM public.freeze_message(staff, message, sent);
	ELSE DELETE FROM public.message m WHERE m.id = message; END IF;
	SELECT m.candidates INTO people FROM public.message m WHERE m.id = message;
	RETURN coalesce(people, 0);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION has_just_activated, freeze_message, begin_answer_change, prepare_answer_change FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION begin_answer_change, prepare_answer_change TO selfcheck_web;
