-- The codes that are mailed. The worker makes a code as it writes the mail; the web hands on what was typed. A guess is judged in a later
-- transaction than the one that counted it, so that no roll back takes a guess out of the count.
CREATE TABLE IF NOT EXISTS mailed_code (
	challenge_id text PRIMARY KEY REFERENCES challenge (id) ON DELETE CASCADE,
	code_hash bytea NOT NULL,
	long_code_hash bytea NOT NULL,
	long_code_expires_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS mailed_code_long ON mailed_code (long_code_hash);
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS code_attempt (
	challenge_id text NOT NULL REFERENCES challenge (id) ON DELETE CASCADE,
	number integer NOT NULL,
	code_hash bytea,
	long_code_hash bytea,
	compared boolean NOT NULL,
	made_in bigint DEFAULT pg_current_xact_id()::text::bigint NOT NULL,
	PRIMARY KEY (challenge_id, number)
);
--> statement-breakpoint
ALTER TABLE challenge DROP COLUMN IF EXISTS code_hash, DROP COLUMN IF EXISTS long_code_hash, DROP COLUMN IF EXISTS long_code_expires_at,
	ADD COLUMN IF NOT EXISTS long_attempts integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE outbox_message ADD COLUMN IF NOT EXISTS challenge_id text REFERENCES challenge (id) ON DELETE SET NULL;
--> statement-breakpoint
REVOKE ALL ON mailed_code, code_attempt FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON mailed_code TO selfcheck_worker;
--> statement-breakpoint
-- The web asks for mails. It counts no attempt, uses no code and does not move when a challenge was made.
REVOKE INSERT, UPDATE, DELETE ON challenge FROM selfcheck_web;
--> statement-breakpoint
GRANT INSERT (id, purpose, browser_hash, person_id, address_fingerprint, mailbox_fingerprint, domain_hash, network_hash, address_sealed,
	words, sends, busy, locale, expires_at) ON challenge TO selfcheck_web;
--> statement-breakpoint
GRANT UPDATE (network_hash, sends, requests, busy, sent_at, expires_at) ON challenge TO selfcheck_web;
--> statement-breakpoint
REVOKE INSERT, UPDATE ON challenge FROM selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON wrong_code FROM selfcheck_web;
--> statement-breakpoint
-- What is on its way out is read by the worker alone: it holds codes.
REVOKE SELECT, UPDATE, DELETE ON outbox_message FROM selfcheck_web;
--> statement-breakpoint
-- Counts an attempt at a challenge and keeps the hashes of what was typed. Out: its number, or why it is not looked at. A short code is
-- compared only while the mailbox has had no more than `most_wrong` attempts within a day. One that was typed before, since the newest
-- mail was asked for, is that attempt again.
CREATE FUNCTION submit_code(challenge_id text, short_hash bytea, long_hash bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	asked public.challenge;
	tried integer := 0;
	most_attempts CONSTANT integer := 5;
	most_wrong CONSTANT integer := 15;
BEGIN
	SELECT * INTO asked FROM public.challenge c WHERE c.id = submit_code.challenge_id;
	PERFORM pg_advisory_xact_lock(hashtextextended(encode(asked.mailbox_fingerprint, 'hex'), 0));
	SELECT * INTO asked FROM public.challenge c
		WHERE c.id = submit_code.challenge_id AND c.consumed_at IS NULL AND c.created_at > now() - interval '1 hour' FOR UPDATE;
	IF NOT FOUND THEN RETURN NULL; END IF;
	IF long_hash IS NOT NULL THEN
		UPDATE public.challenge c SET long_attempts = c.long_attempts + 1 WHERE c.id = asked.id RETURNING -c.long_attempts INTO tried;
		INSERT INTO public.code_attempt (challenge_id, number, long_code_hash, compared) VALUES (asked.id, tried, long_hash, true);
		RETURN tried;
	END IF;
	IF asked.expires_at <= clock_timestamp() THEN RETURN NULL; END IF;
	SELECT a.number INTO tried FROM public.code_attempt a
		WHERE a.challenge_id = asked.id AND a.code_hash = short_hash AND a.made_at >= asked.sent_at;
	IF FOUND THEN RETURN tried; END IF;
	IF asked.attempts >= most_attempts THEN RETURN NULL; END IF;
	UPDATE public.challenge c SET attempts = c.attempts + 1 WHERE c.id = asked.id;
	-- So many challenges with an attempt are enough to know that there were more.
	SELECT sum(c.attempts) INTO tried FROM (
		(SELECT m.id, m.attempts FROM public.challenge m WHERE m.mailbox_fingerprint = asked.mailbox_fingerprint
			AND m.created_at > now() - interval '1 day' AND m.consumed_at IS NULL AND m.attempts > 0 LIMIT most_wrong + 1)
		UNION
		(SELECT a.id, a.attempts FROM public.challenge a WHERE a.address_fingerprint = asked.address_fingerprint
			AND a.created_at > now() - interval '1 day' AND a.consumed_at IS NULL AND a.attempts > 0 LIMIT most_wrong + 1)
	) c;
	INSERT INTO public.code_attempt (challenge_id, number, code_hash, compared)
	VALUES (asked.id, asked.attempts + 1, short_hash, tried <= most_wrong);
	RETURN asked.attempts + 1;
END $$;
--> statement-breakpoint
-- Judges an attempt that was counted in an earlier transaction, once. A right one uses up its mail: the challenge is consumed, and nothing
-- else consumes one. Out: whether it was right.
CREATE FUNCTION use_code(challenge_id text, number integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	asked public.challenge;
	attempt public.code_attempt;
	mailed text;
BEGIN
	SELECT * INTO asked FROM public.challenge c WHERE c.id = use_code.challenge_id AND c.consumed_at IS NULL FOR UPDATE;
	SELECT * INTO attempt FROM public.code_attempt a
		WHERE a.challenge_id = asked.id AND a.number = use_code.number AND NOT a.judged AND a.made_in <> pg_current_xact_id()::text::bigint FOR UPDATE;
	IF NOT FOUND THEN RETURN false; END IF;
	SELECT c.id INTO mailed FROM public.mailed_code m JOIN public.challenge c ON c.id = m.challenge_id
	WHERE attempt.compared AND c.consumed_at IS NULL AND CASE
		WHEN attempt.code_hash IS NOT NULL THEN c.id = asked.id AND m.code_hash = attempt.code_hash
		ELSE m.long_code_hash = attempt.long_code_hash AND m.long_code_expires_at > clock_timestamp()
			AND c.address_fingerprint = asked.address_fingerprint AND c.purpose = asked.purpose AND c.person_id IS NOT DISTINCT FROM asked.person_id
	END;
	IF mailed IS NOT NULL THEN
		UPDATE public.challenge c SET consumed_at = now() WHERE c.id IN (mailed, asked.id);
		RETURN true;
	END IF;
	-- Nobody counts wrong long codes, so they leave nothing. A short one is kept: typed again, it is the same attempt.
	IF attempt.code_hash IS NULL THEN DELETE FROM public.code_attempt a WHERE a.challenge_id = asked.id AND a.number = attempt.number;
	ELSE UPDATE public.code_attempt a SET judged = true WHERE a.challenge_id = asked.id AND a.number = attempt.number; END IF;
	IF attempt.compared AND attempt.code_hash IS NOT NULL THEN
		INSERT INTO public.wrong_code AS w (hour, count) VALUES (date_trunc('hour', now()), 1)
		ON CONFLICT (hour) DO UPDATE SET count = w.count + 1;
	END IF;
	RETURN false;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION submit_code, use_code FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION submit_code, use_code TO selfcheck_web;
--> statement-breakpoint
-- Whose sign-in a provider may vouch for. Set by migrations from the owner's environment, so that a site without a provider takes
-- nobody's word for one.
CREATE TABLE IF NOT EXISTS sign_in_provider (
	audience text PRIMARY KEY CHECK (audience IN ('member', 'staff'))
);
--> statement-breakpoint
REVOKE ALL ON sign_in_provider FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
-- The web opens a session for whoever has just used a code for one of their addresses, or for whose address it has just used the word of
-- a provider, which the worker has checked.
CREATE FUNCTION session_is_earned() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.speaks_as_web() AND NOT (
		EXISTS (
			SELECT FROM public.provider_sign_in s LEFT JOIN public.proven_identifier p ON p.fingerprint = s.address_fingerprint AND p.kind = 'email'
				LEFT JOIN public.staff_member m ON m.email_fingerprint = s.address_fingerprint AND m.removed_at IS NULL
			WHERE s.used_in = pg_current_xact_id()::text::bigint AND CASE s.audience
				WHEN 'member' THEN p.person_id = NEW.person_id
				WHEN 'staff' THEN m.id = NEW.staff_id
			END
		) OR EXISTS (
			SELECT FROM public.challenge c LEFT JOIN public.proven_identifier p ON p.fingerprint = c.address_fingerprint AND p.kind = 'email'
				LEFT JOIN public.staff_member m ON m.email_fingerprint = c.address_fingerprint AND m.removed_at IS NULL
			WHERE c.consumed_at = now() AND CASE c.purpose
				WHEN 'sign-in' THEN p.person_id = NEW.person_id
				WHEN 'staff-sign-in' THEN m.id = NEW.staff_id
			END
		)
	) THEN RAISE EXCEPTION 'nobody has just signed in as this person' USING ERRCODE = 'insufficient_privilege'; END IF;
	-- From now on staff are written to under the seal that the worker has opened or made: the web could seal another address than it says.
	IF public.speaks_as_web() THEN
		UPDATE public.staff_member m SET email_sealed = o.address_sealed FROM (
			SELECT s.address_fingerprint, s.address_sealed FROM public.provider_sign_in s
			WHERE s.used_in = pg_current_xact_id()::text::bigint AND s.audience = 'staff'
			UNION ALL
			SELECT c.address_fingerprint, c.address_sealed FROM public.challenge c JOIN public.mailed_code d ON d.challenge_id = c.id
			WHERE c.consumed_at = now() AND c.purpose = 'staff-sign-in'
		) o WHERE m.id = NEW.staff_id AND o.address_fingerprint = m.email_fingerprint;
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER session_is_earned BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION session_is_earned();
--> statement-breakpoint
-- Whose session it is and how long it lasts is not altered, whatever role the web takes on. end_session and end_other_sessions end one.
REVOKE UPDATE, DELETE ON session FROM selfcheck_web;
--> statement-breakpoint
GRANT UPDATE (seen_at) ON session TO selfcheck_web;
--> statement-breakpoint
-- consumed_at is looked up by the time of its transaction.
CREATE INDEX IF NOT EXISTS challenge_consumed ON challenge (consumed_at) WHERE consumed_at IS NOT NULL;
