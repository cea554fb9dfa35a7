/**
 * The rights of the two database roles of the site's processes, held against the catalogue by rights.test.ts. A table or function
 * that is made is listed here with what each role needs of it and no more. Triggers narrow many of these rights further.
 */

const all = "SELECT INSERT UPDATE DELETE";

/** Rights on each table, by role; empty where a role has none. */
export const tableRights: Record<string, { web: string; worker: string }> = {
	"exposure.claim_attempt": { web: "", worker: "" },
	"exposure.dataset_state": { web: "SELECT", worker: "SELECT" },
	"exposure.profile": { web: "", worker: "SELECT" },
	"exposure.record": { web: "", worker: "SELECT" },
	"public.action_progress": { web: all, worker: all },
	"public.audit_event": { web: "SELECT", worker: "SELECT" },
	"public.authority_report": { web: all, worker: all },
	"public.challenge": { web: all, worker: all },
	"public.check_result": { web: all, worker: all },
	"public.confirmation": { web: all, worker: all },
	"public.consent_record": { web: "SELECT INSERT", worker: "SELECT INSERT" },
	"public.contact_point": { web: all, worker: all },
	"public.contact_preference": { web: all, worker: all },
	"public.contact_profile": { web: all, worker: all },
	"public.correction": { web: "SELECT INSERT", worker: "SELECT INSERT" },
	"public.dataset": { web: "SELECT INSERT UPDATE", worker: "SELECT INSERT UPDATE(complete)" },
	"public.dataset_mapping": { web: all, worker: all },
	"public.dataset_problem": { web: all, worker: all },
	"public.dataset_upload": { web: "INSERT DELETE", worker: all },
	"public.dataset_version": { web: "SELECT INSERT UPDATE", worker: "SELECT INSERT UPDATE" },
	"public.format_request": { web: all, worker: all },
	"public.incident": { web: all, worker: all },
	"public.incident_category": { web: all, worker: all },
	"public.incident_finding": { web: all, worker: all },
	"public.incident_relationship": { web: all, worker: all },
	"public.incident_update": { web: all, worker: all },
	"public.key_check": { web: "", worker: "" },
	"public.outbox_message": { web: all, worker: all },
	"public.person": { web: all, worker: all },
	"public.plan_choice": { web: all, worker: all },
	"public.plan_reminder": { web: all, worker: "SELECT UPDATE DELETE" },
	"public.proven_identifier": { web: "SELECT INSERT DELETE", worker: "SELECT" },
	"public.session": { web: all, worker: "SELECT DELETE" },
	"public.staff_member": { web: "SELECT", worker: "SELECT" },
	"public.stated_identifier": { web: "SELECT UPDATE(kept) DELETE", worker: "SELECT" },
	"public.version_move": { web: "", worker: "" },
};

/** Who may call each function. The others are called by functions alone. */
export const functionRights: Record<string, readonly ("web" | "worker")[]> = {
	"exposure.attach_version": ["web", "worker"],
	"exposure.changed_people": ["worker"],
	"exposure.check_person": ["web"],
	"exposure.claim_attempts": ["web"],
	"exposure.claim_keys": [],
	"exposure.drop_version": ["web", "worker"],
	"exposure.finish_version": ["worker"],
	"exposure.index_version": ["worker"],
	"exposure.lines": [],
	"exposure.prepare_version": ["worker"],
	"exposure.state_identifier": ["web"],
	"public.add_staff": ["web"],
	"public.agrees_with_key": ["web", "worker"],
	"public.change_staff_roles": ["web"],
	"public.enqueue_job": ["web", "worker"],
	"public.is_acting_staff": [],
	"public.merge_person": ["web"],
	"public.record_audit": ["web", "worker"],
	"public.remove_staff": ["web"],
	"public.require_admin": [],
	"public.require_another_admin": [],
	"public.speaks_as_web": ["web", "worker"],
};
