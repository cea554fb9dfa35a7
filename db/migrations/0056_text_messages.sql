-- A message may go on to a text message: to people without an email address, and to those whose email has failed for good. Whoever wants texts
-- and no emails gets the text first, and the email if that fails. The number is one that the person gave us for texts, or one that the record holds whom a row of the file matches. A delivery stays one row whatever its
-- channel, so nobody is left out or told twice by a change of channel. What became of its first channel is kept beside it.
-- A number or an address is the next channel of one delivery of a message.
CREATE UNIQUE INDEX delivery_next_once ON delivery (message_id, next_recipient) WHERE next_recipient IS NOT NULL;
--> statement-breakpoint
CREATE INDEX delivery_next_kept ON delivery (ended_at) WHERE next_sealed IS NOT NULL;
--> statement-breakpoint
GRANT UPDATE (next_sealed) ON delivery TO selfcheck_worker;
--> statement-breakpoint
-- Adds an address or a number to those that are sent no messages.
CREATE FUNCTION add_suppression(of_recipient bytea, why text, by text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	INSERT INTO public.suppression (recipient, scope, reason, added_by, expires_at)
	VALUES (of_recipient, 'all', why, by, CASE WHEN why = 'no-such-address' THEN now() + interval '1 year' END)
	ON CONFLICT (recipient, scope) DO UPDATE SET reason = excluded.reason, added_by = excluded.added_by, added_at = now(), expires_at = excluded.expires_at
	WHERE suppression.reason = 'no-such-address';
$$;
--> statement-breakpoint
-- Takes a delivery whose first channel has failed for good to its next, whoever learns of it: a wave, the carrier or a report that came later. Not if
-- the message was stopped, or another person is sent it there. A delivery that ends otherwise loses the other.
CREATE FUNCTION next_channel() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF OLD.next_sealed IS NOT NULL AND NEW.state IN ('no-such-address', 'not-accepting', 'failed')
		AND EXISTS (SELECT FROM public.message m WHERE m.id = NEW.message_id AND m.state IN ('sending', 'paused', 'finished'))
		AND NOT EXISTS (SELECT FROM public.delivery d WHERE d.message_id = NEW.message_id AND d.recipient = OLD.next_recipient)
	THEN
		IF NEW.state = 'no-such-address' THEN PERFORM public.add_suppression(NEW.recipient, NEW.state, NEW.message_id); END IF;
		NEW.first_state := NEW.state; NEW.first_ended_at := now();
		NEW.channel := CASE OLD.channel WHEN 'email' THEN 'text' ELSE 'email' END; NEW.state := 'waiting'; NEW.address_sealed := OLD.next_sealed; NEW.next_sealed := NULL;
		NEW.attempts := 0; NEW.due_at := now(); NEW.claimed_at := NULL; NEW.ended_at := NULL; NEW.carrier := NULL; NEW.domain_mark := NULL;
	ELSIF NEW.state NOT IN ('waiting', 'sending', 'unknown', 'accepted') THEN NEW.next_sealed := NULL;
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER next_channel BEFORE UPDATE OF state ON delivery FOR EACH ROW WHEN (OLD.next_sealed IS NOT NULL) EXECUTE FUNCTION next_channel();
--> statement-breakpoint
-- Sends on a message that had ended, where a report that came later has taken a delivery to its next channel. Out: how many messages.
CREATE FUNCTION continue_messages() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE id text; messages integer := 0;
BEGIN
	FOR id IN UPDATE public.message m SET state = 'sending', finished_at = NULL
		WHERE m.state = 'finished' AND EXISTS (SELECT FROM public.delivery d WHERE d.message_id = m.id AND d.state = 'waiting') RETURNING m.id
	LOOP
		PERFORM public.record_audit('system', 'recover-deliveries', 'message.continued', id);
		messages := messages + 1;
	END LOOP;
	RETURN messages;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION add_suppression, next_channel, continue_messages FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION continue_messages TO selfcheck_worker;
