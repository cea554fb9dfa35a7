-- What an answer needs to know of the datasets: which version of each is active, and whether parts are still missing.
CREATE VIEW exposure.dataset_state AS
	SELECT d.id AS dataset_id, d.incident_id, d.complete, v.id AS version_id, v.number, v.activated_at
	FROM dataset d LEFT JOIN dataset_version v ON v.id = d.active_version_id;
--> statement-breakpoint
GRANT SELECT ON exposure.dataset_state TO selfcheck_web, selfcheck_worker;
