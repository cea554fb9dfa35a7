-- Messages to many people. Staff write them in the web; the database chooses their people, counts them and lets a second person
-- approve; the worker sends. The web never sees who is in an audience or an address of a delivery.
CREATE TABLE message (
	id text PRIMARY KEY,
	reference text NOT NULL UNIQUE,
	kind text NOT NULL,
	incident_id text REFERENCES incident (id),
	linked_to text,
	corrects_id text REFERENCES message (id),
	subject_en text NOT NULL,
	subject_cy text DEFAULT '' NOT NULL,
	body_en text NOT NULL,
	body_cy text DEFAULT '' NOT NULL,
	audience jsonb NOT NULL,
	state text DEFAULT 'draft' NOT NULL,
	created_by text NOT NULL,
	created_at timestamptz DEFAULT now() NOT NULL,
	edited_at timestamptz DEFAULT now() NOT NULL,
	sent jsonb,
	prepared_by text,
	prepared_at timestamptz,
	candidates integer DEFAULT 0 NOT NULL,
	-- How many people the preview showed. A difference is said to whoever approves it.
	previewed integer,
	prepared integer DEFAULT 0 NOT NULL,
	excluded integer DEFAULT 0 NOT NULL,
	approved_by text,
	approved_at timestamptz,
	per_minute integer DEFAULT 600 NOT NULL,
	starts_at timestamptz,
	started_at timestamptz,
	finished_at timestamptz,
	pause_reason text,
	held_texts integer DEFAULT 0 NOT NULL,
	-- What message_figures() counted last, of a message to many.
	figures jsonb,
	figures_at timestamptz,
	CONSTRAINT message_kind CHECK (kind IN ('incident-notice', 'update', 'answer-changed', 'correction', 'campaigning') AND (kind = 'correction') = (corrects_id IS NOT NULL)),
	CONSTRAINT message_state CHECK (state IN ('draft', 'prepared', 'approved', 'trying', 'sending', 'paused', 'stopped', 'finished')),
	CONSTRAINT message_frozen CHECK ((state = 'draft') = (prepared_at IS NULL) AND num_nonnulls(sent, prepared_by, prepared_at) IN (0, 3)),
	CONSTRAINT message_sums CHECK (prepared + excluded = candidates),
	-- The highest of sendingRates of lib/messages/wave-limits.ts.
	CONSTRAINT message_rate CHECK (per_minute BETWEEN 1 AND 12000)
);
--> statement-breakpoint
CREATE INDEX message_started ON message (started_at);
--> statement-breakpoint
CREATE INDEX message_linked ON message (linked_to) WHERE linked_to IS NOT NULL;
--> statement-breakpoint
CREATE TABLE delivery (
	id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
	-- No foreign keys: freeze_message() takes both from rows that it holds, and to look each up again took a third of preparing 500,000.
	message_id text NOT NULL,
	person_id text,
	-- The record of somebody who has never signed in.
	version_id text REFERENCES dataset_version (id),
	record integer,
	recipient bytea,
	channel text DEFAULT 'email' NOT NULL,
	carrier text,
	cohort text NOT NULL,
	locale text NOT NULL,
	excluded_for text,
	state text NOT NULL,
	address_sealed bytea,
	next_recipient bytea,
	next_sealed bytea,
	next_channel text,
	last_recipient bytea,
	last_sealed bytea,
	last_channel text,
	first_channel text,
	first_state text,
	first_ended_at timestamptz,
	second_channel text,
	second_state text,
	second_ended_at timestamptz,
	domain_mark bytea,
	attempts integer DEFAULT 0 NOT NULL,
	due_at timestamptz DEFAULT now() NOT NULL,
	claimed_at timestamptz,
	ended_at timestamptz,
	last_error text,
	CONSTRAINT delivery_person UNIQUE (message_id, person_id),
	CONSTRAINT delivery_channel CHECK (channel IN ('email', 'text', 'letter')),
	CONSTRAINT delivery_carrier CHECK (carrier IN ('smtp', 'notify')),
	-- The address of a letter is looked up when its turn comes.
	CONSTRAINT delivery_next CHECK ((next_recipient IS NULL) = (next_channel IS NULL OR next_channel = 'letter') AND next_channel IN ('email', 'text', 'letter') AND (first_state IS NOT NULL OR next_channel <> channel)),
	CONSTRAINT delivery_last CHECK ((last_recipient IS NULL) = (last_channel IS NULL) AND last_channel IN ('email', 'text') AND (last_channel IS NULL OR last_channel IS DISTINCT FROM next_channel) AND (first_state IS NOT NULL OR last_channel <> channel)),
	CONSTRAINT delivery_next_kept CHECK (next_sealed IS NULL OR next_recipient IS NOT NULL AND first_state IS NULL AND state IN ('waiting', 'sending', 'unknown', 'accepted')),
	CONSTRAINT delivery_last_kept CHECK (last_sealed IS NULL OR last_recipient IS NOT NULL AND second_state IS NULL AND state IN ('waiting', 'sending', 'unknown', 'accepted')),
	CONSTRAINT delivery_first_state CHECK (num_nonnulls(first_channel, first_state, first_ended_at) IN (0, 3) AND (first_state IS NULL OR first_state IN ('no-such-address', 'not-accepting', 'failed'))),
	CONSTRAINT delivery_second_state CHECK (num_nonnulls(second_channel, second_state, second_ended_at) IN (0, 3) AND (second_state IS NULL OR first_state IS NOT NULL AND second_state IN ('no-such-address', 'not-accepting', 'failed'))),
	CONSTRAINT delivery_state CHECK (state IN ('excluded', 'waiting', 'sending', 'accepted', 'unknown', 'no-such-address', 'not-accepting', 'complaint', 'failed', 'stopped')),
	CONSTRAINT delivery_excluded CHECK ((state = 'excluded') = (excluded_for IS NOT NULL) AND excluded_for IN ('no-consent', 'suppressed', 'held-back', 'no-address', 'duplicate')),
	-- An address is kept only while somebody may still write to it.
	CONSTRAINT delivery_address CHECK ((address_sealed IS NOT NULL) = (state IN ('waiting', 'sending', 'unknown')) AND (recipient IS NOT NULL OR state = 'excluded'))
);
--> statement-breakpoint
-- Nobody is sent a message twice, whatever asks for it.
CREATE UNIQUE INDEX delivery_once ON delivery (message_id, recipient) WHERE state <> 'excluded';
--> statement-breakpoint
CREATE INDEX delivery_person_messages ON delivery (person_id);
--> statement-breakpoint
CREATE INDEX delivery_waiting ON delivery (message_id, due_at) WHERE state = 'waiting';
--> statement-breakpoint
CREATE INDEX delivery_sending ON delivery (claimed_at) WHERE state = 'sending';
--> statement-breakpoint
CREATE TABLE message_trial (
	message_id text NOT NULL REFERENCES message (id),
	staff_id text NOT NULL REFERENCES staff_member (id),
	sent_at timestamptz,
	confirmed_at timestamptz,
	mobile_sealed bytea,
	text_state text CHECK (text_state IN ('sent', 'refused', 'not-configured')),
	PRIMARY KEY (message_id, staff_id)
);
--> statement-breakpoint
CREATE TABLE suppression (
	recipient bytea NOT NULL,
	scope text NOT NULL CHECK (scope IN ('all', 'campaigning')),
	reason text NOT NULL CHECK (reason IN ('no-such-address', 'complaint', 'asked', 'safety')),
	added_by text NOT NULL,
	added_at timestamptz DEFAULT now() NOT NULL,
	expires_at timestamptz,
	PRIMARY KEY (recipient, scope)
);
--> statement-breakpoint
-- The fingerprint of a contact address of the kind email, so that one mailbox is written to once. Null for those kept before.
ALTER TABLE contact_point ADD COLUMN fingerprint bytea;
--> statement-breakpoint
-- An email address is proven by a code that it was mailed, and messages go nowhere else: the web says so only in the transaction that uses it, and
-- the address is kept under the seal that the worker has opened to mail the code.
CREATE FUNCTION contact_is_proven() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE opened bytea;
BEGIN
	IF NOT public.speaks_as_web() THEN RETURN NEW; END IF;
	SELECT c.address_sealed INTO opened FROM public.challenge c JOIN public.mailed_code m ON m.challenge_id = c.id
	WHERE c.address_fingerprint = NEW.fingerprint AND c.consumed_at = now() AND c.purpose = 'contact-point' AND c.person_id = NEW.person_id;
	IF opened IS NULL THEN RAISE EXCEPTION 'nobody has just proven this address' USING ERRCODE = 'insufficient_privilege'; END IF;
	NEW.sealed := opened;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER contact_is_proven BEFORE INSERT ON contact_point FOR EACH ROW WHEN (NEW.proven_at IS NOT NULL) EXECUTE FUNCTION contact_is_proven();
--> statement-breakpoint
-- A contact point is replaced and never altered.
CREATE FUNCTION contact_is_replaced() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.is_process_role() AND (NEW.replaced_at IS NULL OR OLD.replaced_at IS NOT NULL OR num_nonnulls(NEW.sealed, NEW.fingerprint) > 0
		OR (OLD.id, OLD.person_id, OLD.channel) IS DISTINCT FROM (NEW.id, NEW.person_id, NEW.channel))
	THEN RAISE EXCEPTION 'contact point % is never altered', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER contact_is_replaced BEFORE UPDATE ON contact_point FOR EACH ROW EXECUTE FUNCTION contact_is_replaced();
--> statement-breakpoint
-- Whether somebody of staff with one of these roles is signed in. The worker and the owner act for staff who once were.
CREATE FUNCTION is_acting_staff_with(staff text, needed text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM public.staff_member m WHERE m.id = staff AND m.removed_at IS NULL AND m.roles && needed)
		AND (NOT public.speaks_as_web() OR EXISTS (
			SELECT FROM public.session s WHERE s.staff_id = staff AND s.revoked_at IS NULL AND s.expires_at > now()
		));
$$;
--> statement-breakpoint
-- The people whom a question chooses, with where to write to them: the address for messages, else the oldest they sign in with.
-- `incident` null asks for everybody. With a `version` the question asks only for people whose answer that version has changed. A relationship or a category asks the active versions of the incident's datasets.
CREATE FUNCTION people_asked(incident text, question jsonb)
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
-- Whether somebody who has given a postal address may be sent a letter of a message of this kind. Not one who is held back for their safety by
-- any way to reach them: others may open a letter. An update goes only to those who chose post.
CREATE FUNCTION may_get_letter(kind text, question jsonb, person text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(question -> 'channels' ? 'letter', false) AND kind <> 'campaigning'
		AND (kind <> 'update' OR EXISTS (SELECT FROM public.contact_preference w WHERE w.person_id = person AND w.channel = 'post' AND w.purpose = 'incident-notices' AND w.allowed))
		AND NOT EXISTS (
			SELECT FROM (
				SELECT o.fingerprint FROM public.contact_point o WHERE o.person_id = person AND o.replaced_at IS NULL
				UNION ALL SELECT p.fingerprint FROM public.proven_identifier p WHERE p.person_id = person
			) f JOIN public.suppression s ON s.recipient = f.fingerprint AND s.reason = 'safety' AND (s.expires_at IS NULL OR s.expires_at > now())
		)
$$;
--> statement-breakpoint
-- The people whom a question chooses, by which channel they are sent a message of this kind, which comes next if that one fails, and why somebody
-- is sent nothing. A notice and a changed answer go to everybody, whatever they prefer: the first is a legal duty (UK GDPR, Article 34), the
-- second concerns the reader alone. The one place of the order of channels: what the person wants first, what else they have chosen, and what they
-- have not, each in the order of email, text and letter. An address known not to exist is no first channel. `next` and `last` are the second and the
-- third; a letter that is the last of a chain is found by next_channel().
CREATE FUNCTION audience_of(incident text, kind text, corrects text, question jsonb)
RETURNS TABLE (person_id text, cohort text, locale text, recipient bytea, address_sealed bytea, channel text, next_recipient bytea, next_sealed bytea, next_channel text,
	last_recipient bytea, last_sealed bytea, last_channel text, excluded_for text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
	WITH wishes AS (
		SELECT c.person_id, bool_or(c.channel = 'email') AS email, bool_or(c.channel = 'text') AS text, bool_or(c.channel = 'post') AS post, max(c.channel) FILTER (WHERE c.first) AS first
		FROM public.contact_preference c
		WHERE c.allowed AND c.purpose = CASE WHEN kind = 'campaigning' THEN 'campaigning' ELSE 'incident-notices' END GROUP BY 1
	), asked AS (
		SELECT a.*, coalesce(w.email, false) AS wants_email, coalesce(w.text, false) AS wants_text, coalesce(w.post, false) AS wants_post, w.first AS wants_first,
			t.fingerprint AS number, t.sealed AS number_sealed, l.sealed AS post_sealed, a.address_sealed IS NOT NULL AND g.recipient IS NULL AS has_email
		FROM public.people_asked(incident, question) a LEFT JOIN wishes w ON w.person_id = a.person_id
		LEFT JOIN public.suppression g ON g.recipient = a.recipient AND g.scope = 'all' AND g.reason = 'no-such-address' AND g.expires_at > now()
		LEFT JOIN public.contact_point l ON question -> 'channels' ? 'letter' AND l.person_id = a.person_id AND l.channel = 'post' AND l.replaced_at IS NULL
			AND public.may_get_letter(kind, question, l.person_id)
		LEFT JOIN public.contact_point t ON coalesce(question -> 'channels' ? 'text', false) AND kind <> 'campaigning' AND (kind <> 'update' OR w.text)
			AND t.person_id = a.person_id AND t.channel = 'text' AND t.replaced_at IS NULL AND t.fingerprint IS NOT NULL
			AND NOT EXISTS (SELECT FROM public.suppression s WHERE s.recipient = t.fingerprint AND s.scope = 'all' AND (s.expires_at IS NULL OR s.expires_at > now()))
		WHERE corrects IS NULL OR EXISTS (
			SELECT FROM public.delivery d WHERE d.message_id = corrects AND d.person_id = a.person_id
				AND (d.state IN ('accepted', 'unknown', 'not-accepting', 'complaint') OR d.channel = 'letter' AND d.state = 'waiting')
		)
	), ordered AS (
		SELECT a.*, CASE
			WHEN a.wants_first = 'post' AND a.post_sealed IS NOT NULL THEN 'letter'
			WHEN a.wants_first = 'text' AND a.number IS NOT NULL THEN 'text'
			WHEN a.wants_first = 'email' AND a.has_email THEN 'email'
			WHEN a.number IS NOT NULL AND (NOT a.has_email OR a.wants_text AND NOT a.wants_email) THEN 'text'
			WHEN a.post_sealed IS NOT NULL AND (NOT a.has_email OR a.wants_post AND NOT a.wants_email) THEN 'letter'
			ELSE 'email' END AS first
		FROM asked a
	), addressed AS (
		SELECT a.*, CASE a.first WHEN 'text' THEN a.number WHEN 'letter' THEN sha256(convert_to('letter ' || a.person_id, 'UTF8')) ELSE a.recipient END AS told,
			CASE a.first WHEN 'text' THEN a.number_sealed WHEN 'letter' THEN a.post_sealed ELSE a.address_sealed END AS told_sealed,
			a.first <> 'email' AND a.address_sealed IS NOT NULL AND (kind <> 'update' OR a.wants_email) AND NOT EXISTS (
				SELECT FROM public.suppression s WHERE s.recipient = a.recipient AND s.scope = 'all' AND (s.expires_at IS NULL OR s.expires_at > now())
			) AS email_left, a.first <> 'text' AND a.number IS NOT NULL AS text_left,
			a.first <> 'letter' AND a.post_sealed IS NOT NULL AND a.wants_post AS post_left
		FROM ordered a
	), next AS (
		SELECT a.*, CASE
			WHEN a.post_left AND (a.text_left AND NOT a.wants_text OR a.email_left AND NOT a.wants_email) THEN 'letter'
			WHEN a.text_left AND NOT (a.email_left AND (a.wants_email OR NOT a.wants_text)) THEN 'text'
			WHEN a.email_left THEN 'email' END AS next
		FROM addressed a
	), last AS (
		SELECT a.*, CASE a.next WHEN 'email' THEN a.recipient WHEN 'text' THEN a.number END AS next_told,
			CASE WHEN a.text_left AND a.next <> 'text' THEN 'text' WHEN a.email_left AND a.next <> 'email' THEN 'email' END AS last
		FROM next a
	), followed AS (
		SELECT a.*, a.next = 'letter' OR a.next_told IS NOT NULL AND row_number() OVER (PARTITION BY a.next_told ORDER BY a.person_id) = 1 AS has_next FROM last a
	)
	SELECT a.person_id, a.cohort, a.locale, a.told, a.told_sealed, a.first, CASE WHEN a.has_next THEN a.next_told END,
		CASE WHEN a.has_next THEN CASE a.next WHEN 'text' THEN a.number_sealed WHEN 'email' THEN a.address_sealed END END, CASE WHEN a.has_next THEN a.next END,
		CASE a.last WHEN 'text' THEN a.number WHEN 'email' THEN a.recipient END, CASE a.last WHEN 'text' THEN a.number_sealed WHEN 'email' THEN a.address_sealed END, a.last, CASE
		WHEN a.told_sealed IS NULL THEN 'no-address'
		WHEN EXISTS (SELECT FROM public.suppression s WHERE s.recipient IN (a.told, a.recipient) AND s.reason = 'safety' AND (s.expires_at IS NULL OR s.expires_at > now())) THEN 'held-back'
		WHEN EXISTS (
			SELECT FROM public.suppression s WHERE s.recipient = a.told AND s.scope IN ('all', CASE WHEN kind = 'campaigning' THEN 'campaigning' ELSE 'all' END)
				AND (s.expires_at IS NULL OR s.expires_at > now())
		) THEN 'suppressed'
		WHEN kind = 'campaigning' AND (
			SELECT r.action FROM public.consent_record r WHERE r.person_id = a.person_id AND r.action IN ('objected', 'objection-withdrawn')
			ORDER BY r.at DESC, r.id DESC LIMIT 1
		) = 'objected' THEN 'no-consent'
		WHEN kind IN ('update', 'campaigning') AND a.first = 'email' AND NOT a.wants_email THEN 'no-consent'
		WHEN row_number() OVER (PARTITION BY a.told ORDER BY a.person_id) > 1 THEN 'duplicate'
	END
	FROM followed a;
$$;
--> statement-breakpoint
-- Freezes a draft: what is sent, and one delivery for each person of its audience. `seen` is the draft as its preparer saw it; false
-- if it was changed since. `shown` is how many people they were shown. The question is asked here and never again.
CREATE FUNCTION prepare_message(staff text, message text, seen timestamptz, sent jsonb, shown integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is prepared by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	IF m.state <> 'draft' OR date_trunc('milliseconds', m.edited_at) <> seen THEN RETURN false; END IF;
	PERFORM public.freeze_message(staff, message, sent);
	UPDATE public.message t SET previewed = shown WHERE t.id = message;
	RETURN true;
END $$;
--> statement-breakpoint
-- Makes a prepared message a draft again, as long as nothing of it has gone to its audience. False if it cannot be.
CREATE FUNCTION reopen_message(staff text, message text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is changed by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	PERFORM FROM public.message t WHERE t.id = message AND t.state IN ('prepared', 'approved', 'trying') AND t.started_at IS NULL FOR UPDATE;
	IF NOT FOUND THEN RETURN false; END IF;
	DELETE FROM public.delivery d WHERE d.message_id = message;
	DELETE FROM public.message_trial r WHERE r.message_id = message;
	DELETE FROM public.message_file f WHERE f.message_id = message;
	UPDATE public.message t SET state = 'draft', sent = NULL, prepared_by = NULL, prepared_at = NULL, approved_by = NULL, approved_at = NULL,
		candidates = 0, prepared = 0, excluded = 0, edited_at = clock_timestamp() WHERE t.id = message;
	PERFORM public.record_audit('staff', staff, 'message.reopened', message);
	RETURN true;
END $$;
--> statement-breakpoint
-- The number of people above which a second person approves a message.
CREATE FUNCTION second_person_above() RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT 50 $$;
--> statement-breakpoint
-- Whether a member of staff may be the human who began a message, saved a text of it, finalised it or gave a file for it.
CREATE FUNCTION has_written_message(staff text, message text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN EXISTS (
		SELECT FROM public.message t WHERE t.id = has_written_message.message
			AND NOT (public.are_two_people(t.created_by, staff) AND public.are_two_people(coalesce(t.prepared_by, t.created_by), staff))
	) OR EXISTS (
		SELECT FROM public.audit_event a WHERE a.subject_id = message AND a.action = 'message.draft-saved' AND NOT public.are_two_people(a.actor_id, staff)
	) OR EXISTS (SELECT FROM public.message_file f WHERE f.message_id = message AND NOT public.are_two_people(f.read_by, staff));
END $$;
--> statement-breakpoint
-- Approves a prepared message for a number of people, the one on the button. False if the number is another, the state is another, a
-- second human is needed and this is not one, a file has still to be read, or nobody is written to. Whoever wrote any of it is no second human, and whoever gave a
-- file has chosen people. What somebody has approved of their own within a day counts together, so that many messages are as one.
CREATE FUNCTION approve_message(staff text, message text, people integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is approved by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	-- One after the other: of two at once neither would count the other.
	PERFORM pg_advisory_xact_lock(hashtextextended('approve_message', 0));
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	IF m.state <> 'prepared' OR m.prepared <> people THEN RETURN false; END IF;
	IF EXISTS (SELECT FROM public.files_of_message(staff, message) f WHERE f.read_at IS NULL) THEN RETURN false; END IF;
	-- A message to nobody would be public all the same. People of the data without an address get a letter.
	IF m.prepared = 0 AND NOT EXISTS (
		SELECT FROM public.delivery d WHERE d.message_id = m.id AND d.cohort = 'in-data' AND d.excluded_for = 'no-address'
	) THEN RETURN false; END IF;
	IF public.has_written_message(staff, m.id) AND m.prepared + (
		SELECT coalesce(sum(t.prepared), 0) FROM public.message t
		WHERE t.approved_by = staff AND t.approved_at > now() - interval '24 hours' AND public.has_written_message(staff, t.id)
	) > public.second_person_above() THEN RETURN false; END IF;
	UPDATE public.message t SET state = 'approved', approved_by = staff, approved_at = now() WHERE t.id = m.id;
	PERFORM public.record_audit('staff', staff, 'message.approved', m.id, jsonb_build_object('people', people));
	RETURN true;
END $$;
--> statement-breakpoint
-- Sends an approved message to members of staff first, and its text message to a number of one of them. One that was asked for within a minute
-- is not asked for again by a second press of its button. False if the message is not approved or nobody is named.
CREATE FUNCTION try_message(staff text, message text, readers text[], number bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE texted text;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is tried by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	PERFORM FROM public.message t WHERE t.id = message AND t.state IN ('approved', 'trying') FOR UPDATE;
	IF NOT FOUND THEN RETURN false; END IF;
	SELECT m.id INTO texted FROM public.staff_member m WHERE m.id = ANY (readers) AND m.removed_at IS NULL ORDER BY m.id = staff DESC, m.id LIMIT 1;
	INSERT INTO public.message_trial (message_id, staff_id, mobile_sealed)
	SELECT message, m.id, CASE WHEN m.id = texted THEN number END FROM public.staff_member m WHERE m.id = ANY (readers) AND m.removed_at IS NULL
	ON CONFLICT (message_id, staff_id) DO UPDATE SET sent_at = NULL, mobile_sealed = excluded.mobile_sealed, text_state = NULL
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
-- Starts sending at a rate, once a reader of the trial has typed the reference that the mail held. False if it is another, or there was no trial.
CREATE FUNCTION start_message(staff text, message text, typed text, starts timestamptz, rate integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is sent by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	IF m.state <> 'trying' OR m.reference <> typed THEN RETURN false; END IF;
	UPDATE public.message_trial r SET confirmed_at = now() WHERE r.message_id = message AND r.staff_id = staff AND r.sent_at IS NOT NULL;
	IF NOT FOUND THEN RETURN false; END IF;
	UPDATE public.message t SET state = 'sending', starts_at = starts, per_minute = rate WHERE t.id = message;
	PERFORM public.queue_wave(message, coalesce(starts, now()));
	PERFORM public.record_audit('staff', staff, 'message.started', message, jsonb_build_object('people', m.prepared, 'per_minute', rate));
	RETURN true;
END $$;
--> statement-breakpoint
-- Pauses, resumes or stops a message. What a server has taken stays sent; stopping ends what still waits. False in another state.
CREATE FUNCTION steer_message(staff text, message text, action text) RETURNS boolean
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
CREATE FUNCTION repeat_unknown(staff text, message text) RETURNS integer
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
--> statement-breakpoint
-- Whether everybody is in one of some linked messages: people there are now, in none of them, and in more than one. People of the data who have
-- never signed in are not known to the database, only to their file.
CREATE FUNCTION count_linked(staff text, linked text) RETURNS TABLE (everybody integer, in_none integer, in_several integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET work_mem = '64MB' AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'linked messages are counted for staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN QUERY SELECT count(*)::integer, count(*) FILTER (WHERE coalesce(d.times, 0) = 0)::integer, count(*) FILTER (WHERE d.times > 1)::integer
	FROM public.person p LEFT JOIN (
		SELECT e.person_id, count(*) AS times FROM public.delivery e JOIN public.message m ON m.id = e.message_id
		WHERE m.linked_to = linked AND e.person_id IS NOT NULL AND NOT (m.state = 'stopped' AND e.state = 'stopped') GROUP BY 1
	) d ON d.person_id = p.id WHERE p.merged_into IS NULL;
END $$;
--> statement-breakpoint
-- How the deliveries of a message are, in numbers. Who has checked since is looked up once for all, not once for each delivery.
CREATE FUNCTION count_deliveries(message text) RETURNS TABLE (cohort text, channel text, state text, first_channel text, first_state text, excluded_for text, people integer, checked integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET work_mem = '64MB' AS $$
	SELECT d.cohort, d.channel, d.state, d.first_channel, d.first_state, d.excluded_for, count(*)::integer, count(c.person_id)::integer
	FROM public.delivery d LEFT JOIN public.proven_identifier p ON d.person_id IS NULL AND p.kind = 'email' AND p.fingerprint = d.recipient
	LEFT JOIN (
		SELECT DISTINCT r.person_id FROM public.message m JOIN public.check_result r ON r.incident_id = m.incident_id AND r.last_checked_at > m.started_at
		WHERE m.id = count_deliveries.message
	) c ON c.person_id = coalesce(d.person_id, p.person_id)
	WHERE d.message_id = count_deliveries.message GROUP BY 1, 2, 3, 4, 5, 6;
$$;
--> statement-breakpoint
-- The messages that went to one person, for that person alone: asked with the id of a session of theirs. Also those that went to an
-- address of theirs before they had signed in.
CREATE FUNCTION messages_to_person(session text) RETURNS TABLE (message text, channel text, state text, locale text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH reader AS (SELECT s.person_id FROM public.session s WHERE s.id = session AND s.revoked_at IS NULL AND s.expires_at > now()), own AS (
		SELECT d.* FROM reader r JOIN public.delivery d ON d.person_id = r.person_id
		UNION ALL SELECT d.* FROM reader r JOIN public.proven_identifier p ON p.person_id = r.person_id AND p.kind = 'email'
			JOIN public.delivery d ON d.person_id IS NULL AND d.recipient = p.fingerprint
	)
	SELECT o.message_id, o.channel, o.state, o.locale, o.ended_at FROM own o WHERE o.state IN ('accepted', 'unknown', 'no-such-address', 'not-accepting', 'complaint', 'failed');
$$;
--> statement-breakpoint
REVOKE ALL ON message, delivery, message_trial, suppression FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (subject_en, subject_cy, body_en, body_cy, audience, edited_at) ON message TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT (message_id, staff_id, sent_at, confirmed_at, text_state) ON message_trial TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, pause_reason, started_at, finished_at, held_texts) ON message TO selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, address_sealed, domain_mark, attempts, due_at, claimed_at, ended_at, last_error) ON delivery TO selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, UPDATE (sent_at, mobile_sealed, text_state) ON message_trial TO selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON suppression TO selfcheck_worker;
--> statement-breakpoint
-- The web makes drafts and nothing else, of staff who write messages, or of whoever has activated a version for the people it concerns.
CREATE FUNCTION message_begins_as_draft() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.speaks_as_web() AND NOT (NEW.state = 'draft' AND (public.is_acting_staff_with(NEW.created_by, '{publisher,admin}') OR NEW.kind = 'answer-changed' AND public.has_just_activated(NEW.created_by, NEW.audience ->> 'version'))
		AND num_nonnulls(NEW.approved_by, NEW.approved_at, NEW.starts_at, NEW.started_at, NEW.finished_at, NEW.pause_reason) = 0 AND NEW.candidates = 0)
	THEN RAISE EXCEPTION 'a message begins as a draft of staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	-- A linked message takes people from the others, so it is made with them, by whoever makes them.
	IF public.speaks_as_web() AND NEW.linked_to IS NOT NULL AND NOT (NEW.kind = 'incident-notice' AND (NEW.linked_to = NEW.id OR EXISTS (
		SELECT FROM public.message m WHERE m.id = NEW.linked_to AND m.linked_to = m.id AND m.created_by = NEW.created_by AND m.created_at = now()
	))) THEN RAISE EXCEPTION 'a message is linked as it is made' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER message_begins_as_draft BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION message_begins_as_draft();
--> statement-breakpoint
-- A message that is no draft any more is as it was approved: the web changes nothing of it, and deletes only drafts.
CREATE FUNCTION message_stays_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_process_role() OR OLD.state = 'draft' THEN RETURN coalesce(NEW, OLD); END IF;
	IF TG_OP = 'DELETE' OR (OLD.subject_en, OLD.subject_cy, OLD.body_en, OLD.body_cy, OLD.audience, OLD.edited_at)
		IS DISTINCT FROM (NEW.subject_en, NEW.subject_cy, NEW.body_en, NEW.body_cy, NEW.audience, NEW.edited_at)
	THEN RAISE EXCEPTION 'message % is frozen', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER message_stays_frozen BEFORE UPDATE OR DELETE ON message FOR EACH ROW EXECUTE FUNCTION message_stays_frozen();
--> statement-breakpoint
-- The worker sends, pauses and finishes what staff have started, and nothing else.
CREATE FUNCTION message_is_sent_by_worker() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.is_process_role() AND NOT (OLD.state = 'sending' AND NEW.state IN ('paused', 'finished'))
	THEN RAISE EXCEPTION 'message % is %', OLD.id, OLD.state USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER message_is_sent_by_worker BEFORE UPDATE OF state ON message FOR EACH ROW
WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION message_is_sent_by_worker();
--> statement-breakpoint
-- Everybody can look up a message that has gone out, as one of ours. So it has gone out only once staff have started it, and stays so.
CREATE FUNCTION message_goes_out_once() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.is_process_role() AND (OLD.state <> 'sending' OR OLD.started_at IS NOT NULL)
	THEN RAISE EXCEPTION 'message % is %', OLD.id, OLD.state USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER message_goes_out_once BEFORE UPDATE OF started_at ON message FOR EACH ROW
WHEN (OLD.started_at IS DISTINCT FROM NEW.started_at) EXECUTE FUNCTION message_goes_out_once();
--> statement-breakpoint
REVOKE ALL ON FUNCTION is_acting_staff_with, people_asked, may_get_letter, audience_of, prepare_message, reopen_message, second_person_above, has_written_message, approve_message,
	try_message, start_message, steer_message, repeat_unknown, count_linked, count_deliveries, messages_to_person FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION prepare_message, reopen_message, second_person_above, has_written_message, approve_message, try_message, start_message, steer_message,
	repeat_unknown, messages_to_person TO selfcheck_web;
