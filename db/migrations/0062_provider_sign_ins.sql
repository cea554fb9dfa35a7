-- Whom a single sign-on provider vouches for. The web hands over what the provider signed, sealed; the worker alone checks it and writes down
-- whose address it is, so that a web process that is taken over proves no address by a provider's name. Each nonce counts once.
CREATE TABLE provider_sign_in (
	id text PRIMARY KEY,
	audience text NOT NULL CHECK (audience IN ('member', 'staff')),
	tokens_sealed bytea CHECK (octet_length(tokens_sealed) < 32768),
	asked_at timestamptz DEFAULT now() NOT NULL,
	outcome text CHECK (outcome IN ('vouched', 'refused', 'not-checked')),
	nonce_hash bytea UNIQUE,
	address_fingerprint bytea,
	address_sealed bytea,
	account_mark bytea,
	used_in bigint,
	CONSTRAINT provider_sign_in_wiped CHECK ((tokens_sealed IS NULL) = (outcome IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX provider_sign_in_asked ON provider_sign_in (asked_at);
--> statement-breakpoint
CREATE INDEX provider_sign_in_address ON provider_sign_in (address_fingerprint, asked_at);
--> statement-breakpoint
CREATE INDEX provider_sign_in_used ON provider_sign_in (used_in) WHERE used_in IS NOT NULL;
--> statement-breakpoint
-- Asks the worker whom a provider vouches for. Out: false if too many wait for it.
CREATE FUNCTION ask_provider_word(sign_in text, audience text, tokens bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE most CONSTANT integer := 200;
BEGIN
	IF NOT EXISTS (SELECT FROM public.sign_in_provider s WHERE s.audience = ask_provider_word.audience)
	THEN RAISE EXCEPTION 'the site has no provider for this audience' USING ERRCODE = 'insufficient_privilege'; END IF;
	IF (SELECT count(*) FROM public.provider_sign_in p WHERE p.outcome IS NULL AND p.asked_at > now() - interval '1 minute') >= most
	THEN RETURN false; END IF;
	INSERT INTO public.provider_sign_in (id, audience, tokens_sealed) VALUES (sign_in, audience, tokens);
	PERFORM graphile_worker.add_job('check_provider', json_build_object('signIn', sign_in), max_attempts => 1, priority => -20);
	RETURN true;
END $$;
--> statement-breakpoint
-- The worker has checked what the provider signed: it is for this site, and of the owner of this address. Out: false if the browser does not
-- wait any more, or the same sign-in at the provider was taken before.
CREATE FUNCTION record_provider_word(sign_in text, nonce bytea, address bytea, sealed bytea, account bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	asked public.provider_sign_in;
	most_an_hour CONSTANT integer := 60;
BEGIN
	-- Each sign-in leaves entries in the audit log for good.
	IF (SELECT count(*) FROM public.provider_sign_in p WHERE p.address_fingerprint = address AND p.asked_at > now() - interval '1 hour') >= most_an_hour
	THEN PERFORM public.end_provider_sign_in(sign_in, 'not-checked'); RETURN false; END IF;
	UPDATE public.provider_sign_in p SET outcome = 'vouched', tokens_sealed = NULL, nonce_hash = nonce,
		address_fingerprint = address, address_sealed = sealed, account_mark = account
	WHERE p.id = sign_in AND p.outcome IS NULL AND p.asked_at > now() - interval '1 minute'
		AND NOT EXISTS (SELECT FROM public.provider_sign_in t WHERE t.nonce_hash = nonce)
	RETURNING * INTO asked;
	IF NOT FOUND THEN RETURN false; END IF;
	PERFORM public.record_audit('system', 'check-provider', 'sign-in.vouched', sign_in, jsonb_build_object('audience', asked.audience));
	RETURN true;
END $$;
--> statement-breakpoint
-- Ends a sign-in that waits, without anybody's word: by the worker, which refuses it or could not ask the provider, or by the web, which
-- waits no longer.
CREATE FUNCTION end_provider_sign_in(sign_in text, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	UPDATE public.provider_sign_in p SET outcome = why, tokens_sealed = NULL WHERE p.id = sign_in AND p.outcome IS NULL AND why <> 'vouched';
$$;
--> statement-breakpoint
-- Takes the provider's word, once, in the transaction that signs its owner in. Out: the sealed address; nothing if there is no such word.
CREATE FUNCTION use_provider_word(sign_in text) RETURNS bytea
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	UPDATE public.provider_sign_in p SET used_in = pg_current_xact_id()::text::bigint
	WHERE p.id = sign_in AND p.outcome = 'vouched' AND p.used_in IS NULL AND p.asked_at > now() - interval '1 minute'
	RETURNING p.address_sealed;
$$;
--> statement-breakpoint
REVOKE ALL ON provider_sign_in FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT (id, outcome) ON provider_sign_in TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, DELETE ON provider_sign_in TO selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION ask_provider_word, record_provider_word, end_provider_sign_in, use_provider_word FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION ask_provider_word, use_provider_word TO selfcheck_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION record_provider_word TO selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION end_provider_sign_in TO selfcheck_web, selfcheck_worker;
