-- The worker imports, sends mail and tidies up. What people and staff have written it reads and does not alter.
REVOKE INSERT, UPDATE, DELETE ON action_progress, authority_report, check_result, confirmation, contact_point, contact_preference,
	contact_profile, format_request, incident, incident_category, incident_finding, incident_relationship, incident_update, person,
	plan_choice FROM selfcheck_worker;
--> statement-breakpoint
REVOKE INSERT ON consent_record, correction FROM selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON confirmation FROM selfcheck_worker;
