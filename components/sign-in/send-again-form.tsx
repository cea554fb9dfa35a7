import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";

/** Requests another code on a page of Next. */
export function SendAgainForm({ action, label }: { action: (form: FormData) => Promise<void>; label: string }) {
	return (
		<ActionForm action={action} className="mb-4">
			<Button shape="small">{label}</Button>
		</ActionForm>
	);
}
