-- Freezes what is sent, and one delivery for each person of a message's audience. The question is asked here and never again.
CREATE FUNCTION freeze_message(staff text, message text, sent jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message; people integer; left_out integer;
BEGIN
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	INSERT INTO public.delivery (message_id, person_id, recipient, cohort, locale, channel, excluded_for, state, address_sealed, next_recipient, next_sealed, next_channel, last_recipient, last_sealed, last_channel)
	SELECT m.id, a.person_id, a.recipient, a.cohort, CASE WHEN a.locale = 'cy' AND sent ? 'cy' THEN 'cy' ELSE 'en' END, a.channel, a.excluded_for,
		CASE WHEN a.excluded_for IS NULL THEN 'waiting' ELSE 'excluded' END, CASE WHEN a.excluded_for IS NULL THEN a.address_sealed END,
		CASE WHEN a.excluded_for IS NULL THEN a.next_recipient END, CASE WHEN a.excluded_for IS NULL THEN a.next_sealed END, CASE WHEN a.excluded_for IS NULL THEN a.next_channel END,
		CASE WHEN a.excluded_for IS NULL THEN a.last_recipient END, CASE WHEN a.excluded_for IS NULL THEN a.last_sealed END, CASE WHEN a.excluded_for IS NULL THEN a.last_channel END
	FROM public.audience_of(m.incident_id, m.kind, m.corrects_id, m.audience) a
	-- Whoever is in a linked message is not in this one, whatever their answer has become since.
	WHERE m.linked_to IS NULL OR NOT EXISTS (
		SELECT FROM public.delivery d JOIN public.message o ON o.id = d.message_id
		WHERE o.linked_to = m.linked_to AND o.id <> m.id AND d.person_id = a.person_id AND d.state <> 'stopped'
	)
	-- In the order of the indexes on people, which fill faster so.
	ORDER BY a.person_id;
	-- A number or an address is a later channel of one delivery. Few have two later channels, so this looks at those alone.
	UPDATE public.delivery d SET last_recipient = NULL, last_sealed = NULL, last_channel = NULL
	WHERE d.message_id = m.id AND d.last_recipient IS NOT NULL AND (
		EXISTS (SELECT FROM public.delivery o WHERE o.message_id = m.id AND o.next_recipient = d.last_recipient)
		OR EXISTS (SELECT FROM public.delivery o WHERE o.message_id = m.id AND o.last_recipient = d.last_recipient AND o.id < d.id)
	);
	SELECT count(*) FILTER (WHERE d.state <> 'excluded'), count(*) FILTER (WHERE d.state = 'excluded') INTO people, left_out
	FROM public.delivery d WHERE d.message_id = m.id;
	UPDATE public.message t SET state = 'prepared', sent = freeze_message.sent, prepared_by = staff, prepared_at = now(),
		candidates = people + left_out, prepared = people, excluded = left_out, edited_at = clock_timestamp() WHERE t.id = m.id;
	PERFORM public.record_audit('staff', staff, 'message.prepared', m.id, jsonb_build_object('people', people, 'excluded', left_out));
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
