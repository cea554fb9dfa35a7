"use client";

import { type ComponentProps, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * A `<textarea>` with an id that keeps what somebody typed before the page's scripts ran. React sets one that had a text in it to
 * that text again when it hydrates it; an `<input>` it leaves alone.
 */
export function TextBox(props: ComponentProps<"textarea"> & { id: string }) {
	const element = useRef<HTMLTextAreaElement>(null);
	const hydrates = useSyncExternalStore(
		never,
		() => false,
		() => typeof document !== "undefined",
	);
	const [typed] = useState(() => (hydrates ? (document.getElementById(props.id) as HTMLTextAreaElement)?.value : null));
	useLayoutEffect(() => {
		if (element.current && typeof typed === "string") element.current.value = typed;
	}, [typed]);
	return <textarea {...props} ref={element} />;
}
