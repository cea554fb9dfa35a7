import { ButtonLink } from "@/components/ui/button";
import { DataTable, Tag } from "@/components/ui/list";
import { formatDateTime } from "@/lib/time";
import type { Todo } from "./todo-list";

/** Lists what there is to do: since when, by when, and the link that leads to it. */
export function TodoTable({ todos, now }: { todos: Todo[]; now: Date }) {
	return (
		<DataTable
			caption="Tasks to do, the most urgent first"
			captionHidden
			head={["Task", "Since", "Due", "Action"]}
			rows={todos.map((todo) => ({
				key: todo.title + (todo.href ?? ""),
				cells: [
					<>
						{todo.title} {todo.detail ? <span className="meta block font-normal">{todo.detail}</span> : null}
					</>,
					todo.since ? formatDateTime(todo.since, "en") : null,
					todo.due ? (
						<>
							{formatDateTime(todo.due, "en")} {todo.due < now ? <Tag tone="stop">Late</Tag> : null}
						</>
					) : null,
					todo.href ? (
						<ButtonLink key="action" href={todo.href} shape="small" about={todo.title}>
							{todo.action}
						</ButtonLink>
					) : (
						<span key="action" className="text-soft">
							{todo.who}
						</span>
					),
				],
			}))}
		/>
	);
}
