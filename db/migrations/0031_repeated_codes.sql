-- The same wrong code sent twice costs one attempt. A code of an earlier mail is told apart from one that was never mailed.
ALTER TABLE code_attempt ADD COLUMN IF NOT EXISTS judged boolean DEFAULT false NOT NULL,
	ADD COLUMN IF NOT EXISTS made_at timestamptz DEFAULT now() NOT NULL;
--> statement-breakpoint
ALTER TABLE mailed_code ADD COLUMN IF NOT EXISTS asked_at timestamptz DEFAULT now() NOT NULL;
--> statement-breakpoint
-- Short codes that a newer mail has replaced. They never work again, so the web may read their hashes.
CREATE TABLE IF NOT EXISTS replaced_code (
	challenge_id text NOT NULL REFERENCES challenge (id) ON DELETE CASCADE,
	code_hash bytea NOT NULL,
	asked_at timestamptz NOT NULL,
	PRIMARY KEY (challenge_id, code_hash)
);
--> statement-breakpoint
REVOKE ALL ON replaced_code FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT ON replaced_code TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, INSERT ON replaced_code TO selfcheck_worker;
--> statement-breakpoint
-- Counts an attempt at a challenge and keeps the hashes of what was typed. Out: its number, or why it is not looked at. A short code is
-- compared only while the mailbox has had no more than `most_wrong` attempts within a day. One that was typed before, since the newest
-- mail was asked for, is that attempt again.
CREATE OR REPLACE FUNCTION submit_code(challenge_id text, short_hash bytea, long_hash bytea) RETURNS integer
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
	SELECT sum(c.attempts) INTO tried FROM public.challenge c
	WHERE (c.mailbox_fingerprint = asked.mailbox_fingerprint OR c.address_fingerprint = asked.address_fingerprint)
		AND c.created_at > now() - interval '1 day' AND c.consumed_at IS NULL;
	INSERT INTO public.code_attempt (challenge_id, number, code_hash, compared)
	VALUES (asked.id, asked.attempts + 1, short_hash, tried <= most_wrong);
	RETURN asked.attempts + 1;
END $$;
--> statement-breakpoint
-- Judges an attempt that was counted in an earlier transaction, once. A right one uses up its mail: the challenge is consumed, and nothing
-- else consumes one. Out: whether it was right.
CREATE OR REPLACE FUNCTION use_code(challenge_id text, number integer) RETURNS boolean
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
	UPDATE public.code_attempt a SET judged = true WHERE a.challenge_id = asked.id AND a.number = attempt.number;
	IF attempt.compared AND attempt.code_hash IS NOT NULL THEN
		INSERT INTO public.wrong_code AS w (hour, count) VALUES (date_trunc('hour', now()), 1)
		ON CONFLICT (hour) DO UPDATE SET count = w.count + 1;
	END IF;
	RETURN false;
END $$;
