-- Browsers that are told when there is news, for people without an account. What is kept is the address that the browser's push service
-- gave it. The web adds and deletes one and reads nothing.
CREATE TABLE push_subscription (
	mark bytea PRIMARY KEY, -- a keyed hash of the address
	address_sealed bytea NOT NULL,
	network_hash bytea, -- counts new ones for an hour, then wiped
	made_at timestamptz NOT NULL DEFAULT now(),
	told_at timestamptz NOT NULL DEFAULT now(), -- of news until then
	taken_at timestamptz, -- when its service last took a notification; null if it never did
	attempts integer NOT NULL DEFAULT 0,
	due_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE INDEX push_subscription_told ON push_subscription (told_at);
--> statement-breakpoint
CREATE INDEX push_subscription_network ON push_subscription (network_hash) WHERE network_hash IS NOT NULL;
--> statement-breakpoint
-- The half that the networks around it share.
CREATE INDEX push_subscription_family ON push_subscription (substring(network_hash FOR 16)) WHERE network_hash IS NOT NULL;
--> statement-breakpoint
-- Adds a browser, once. False beyond the limits: 500,000 in all, and of a network within an hour 60 while half of the places are free, then
-- fewer, so that some networks cannot take all with invented addresses before there is news. Those around one have as many as two. A mobile
-- network has one address for many.
CREATE FUNCTION follow_by_push(mark bytea, address_sealed bytea, network bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE everybody integer; own integer; around integer; most integer;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended(encode(substring(network FOR 16), 'hex'), 57));
	IF EXISTS (SELECT FROM public.push_subscription s WHERE s.mark = follow_by_push.mark) THEN RETURN true; END IF;
	SELECT count(*) INTO everybody FROM public.push_subscription;
	SELECT count(*) FILTER (WHERE s.network_hash = network), count(*) INTO own, around FROM public.push_subscription s
	WHERE substring(s.network_hash FOR 16) = substring(network FOR 16) AND s.network_hash IS NOT NULL AND s.made_at > now() - interval '1 hour';
	most := CASE WHEN everybody < 250000 THEN 60 WHEN everybody < 400000 THEN 6 ELSE 1 END;
	IF own >= most OR around >= 2 * most OR everybody >= 500000 THEN RETURN false; END IF;
	INSERT INTO public.push_subscription (mark, address_sealed, network_hash) VALUES (follow_by_push.mark, follow_by_push.address_sealed, network)
	ON CONFLICT DO NOTHING;
	RETURN true;
END $$;
--> statement-breakpoint
CREATE FUNCTION stop_push(mark bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	DELETE FROM public.push_subscription s WHERE s.mark = stop_push.mark;
$$;
--> statement-breakpoint
REVOKE ALL ON push_subscription FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, UPDATE (network_hash, told_at, taken_at, attempts, due_at), DELETE ON push_subscription TO selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION follow_by_push, stop_push FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION follow_by_push, stop_push TO selfcheck_web;
