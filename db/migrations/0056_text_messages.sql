-- A message may go on to a text message: to people without an email address, and to those whose email has failed for good. Whoever wants texts
-- first, or texts and no emails, gets the text first, and the email if that fails. The number is one that the person gave us for texts, or one that the record holds whom a row of the file matches. A delivery stays one row whatever its
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
-- Takes a delivery whose channel has failed for good to its next, whoever learns of it: a wave, the carrier, a report that came later, or the post
-- that has returned a letter. Not if the message was stopped, or another person is sent it there. After the last channel a person of whom we have a
-- postal address gets a letter, if the message may go on to one. A delivery that ends otherwise loses the other.
CREATE FUNCTION next_channel() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message; next text; sealed bytea; hold bytea := CASE WHEN OLD.first_state IS NULL THEN OLD.recipient ELSE OLD.next_recipient END;
BEGIN
	IF NEW.state IN ('waiting', 'sending', 'unknown', 'accepted') THEN RETURN NEW; END IF;
	NEW.next_sealed := NULL;
	IF NEW.state NOT IN ('no-such-address', 'not-accepting', 'failed') THEN RETURN NEW; END IF;
	SELECT t.* INTO m FROM public.message t WHERE t.id = NEW.message_id AND t.state IN ('sending', 'paused', 'finished');
	IF m.id IS NULL THEN RETURN NEW; END IF;
	IF OLD.next_sealed IS NOT NULL AND NOT EXISTS (SELECT FROM public.delivery d WHERE d.message_id = NEW.message_id AND d.recipient = OLD.next_recipient)
	THEN next := OLD.next_channel; sealed := OLD.next_sealed;
	ELSIF NOT EXISTS (SELECT FROM public.letter l WHERE l.delivery_id = OLD.id) AND OLD.second_state IS NULL THEN
		SELECT 'letter', p.sealed INTO next, sealed FROM public.contact_point p
		WHERE p.person_id = OLD.person_id AND p.channel = 'post' AND p.replaced_at IS NULL AND OLD.channel <> 'letter' AND public.may_get_letter(m.kind, m.audience, OLD.person_id);
	END IF;
	IF sealed IS NULL THEN RETURN NEW; END IF;
	IF NEW.state = 'no-such-address' THEN PERFORM public.add_suppression(hold, NEW.state, NEW.message_id); END IF;
	IF OLD.first_state IS NULL THEN NEW.first_channel := OLD.channel; NEW.first_state := NEW.state; NEW.first_ended_at := now();
	ELSE NEW.second_channel := OLD.channel; NEW.second_state := NEW.state; NEW.second_ended_at := now(); END IF;
	NEW.channel := next; NEW.state := 'waiting'; NEW.address_sealed := sealed;
	NEW.attempts := 0; NEW.due_at := now(); NEW.claimed_at := NULL; NEW.ended_at := NULL; NEW.carrier := NULL; NEW.domain_mark := NULL;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER next_channel BEFORE UPDATE OF state ON delivery FOR EACH ROW
WHEN (NEW.state <> OLD.state AND (OLD.next_sealed IS NOT NULL OR NEW.state IN ('no-such-address', 'not-accepting', 'failed'))) EXECUTE FUNCTION next_channel();
--> statement-breakpoint
-- Sends on a message that had ended, where a report that came later has taken a delivery to its next channel. Out: how many messages.
CREATE FUNCTION continue_messages() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE id text; messages integer := 0;
BEGIN
	FOR id IN UPDATE public.message m SET state = 'sending', finished_at = NULL
		WHERE m.state = 'finished' AND EXISTS (SELECT FROM public.delivery d WHERE d.message_id = m.id AND d.state = 'waiting' AND d.channel <> 'letter') RETURNING m.id
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
