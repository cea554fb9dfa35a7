-- What an answer needs to know of the datasets: which version of each is active, whether parts are still missing, and how many
-- rows of it hold no email address, so that their owners cannot find them.
CREATE VIEW exposure.dataset_state AS
	SELECT d.id AS dataset_id, d.incident_id, d.complete, v.id AS version_id, v.number, v.activated_at,
		coalesce((v.report ->> 'withoutAddress')::integer, 0) AS without_address
	FROM dataset d LEFT JOIN dataset_version v ON v.id = d.active_version_id;
--> statement-breakpoint
GRANT SELECT ON exposure.dataset_state TO selfcheck_web, selfcheck_worker;
