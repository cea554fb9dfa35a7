"use client";

import { useEffect, useRef, useState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/layout";
import { useForm } from "@/components/ui/use-form";
import { type FormState, untouched } from "@/lib/form";

type Action = (state: FormState, form: FormData) => Promise<FormState>;
type Status = "on" | "off" | "blocked" | "unsupported" | "failed";

/** What the service worker is registered for: it answers no request of any page. */
const scope = "/follow/notifications";

const isSupported = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

async function subscription(): Promise<PushSubscription | null> {
	const registration = await navigator.serviceWorker.getRegistration(scope);
	return (await registration?.pushManager.getSubscription()) ?? null;
}

async function statusNow(): Promise<Status> {
	if (!isSupported()) return "unsupported";
	if (Notification.permission === "denied") return "blocked";
	return (await subscription()) ? "on" : "off";
}

/** Asks the browser, which asks the reader. Returns the new subscription's address. */
async function subscribe(script: string, publicKey: string): Promise<string | undefined> {
	if ((await Notification.requestPermission()) !== "granted") return undefined;
	await navigator.serviceWorker.register(script, { scope });
	const registration = await navigator.serviceWorker.getRegistration(scope);
	const made = await registration?.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
	return made?.endpoint;
}

async function unsubscribe(): Promise<string | undefined> {
	const current = await subscription();
	await current?.unsubscribe();
	return current?.endpoint;
}

/** Turns notifications of this browser on and off. Without scripts, says that they are needed. */
export function NotificationSwitch(props: {
	start: Action;
	stop: Action;
	publicKey: string;
	/** The address of the service worker. */
	script: string;
	texts: Record<
		"needsScripts" | "errorTitle" | "turnOn" | "turnOff" | "isOn" | "blocked" | "unsupported" | "failed",
		string
	>;
}) {
	const { publicKey, script, texts } = props;
	const [status, setStatus] = useState<Status>();
	const [state, action] = useForm(status === "on" ? props.stop : props.start, untouched);
	const address = useRef<HTMLInputElement>(null);
	const form = useRef<HTMLFormElement>(null);
	useEffect(() => {
		// A subscription that the site does not know is of no use.
		const known = state.errors.length > 0 && isSupported() ? unsubscribe() : Promise.resolve();
		known.then(statusNow).then(setStatus, () => setStatus("failed"));
	}, [state]);
	const turn = async () => {
		try {
			const found = status === "on" ? await unsubscribe() : await subscribe(script, publicKey);
			if (!found || !address.current) return setStatus(await statusNow());
			address.current.value = found;
			form.current?.requestSubmit();
		} catch {
			setStatus("failed");
		}
	};
	return (
		<>
			<ErrorSummary title={texts.errorTitle} errors={state.errors} />
			{status ? null : <p className="mt-4 max-w-read">{texts.needsScripts}</p>}
			{status === "on" ? <Notice>{texts.isOn}</Notice> : null}
			{status === "blocked" || status === "unsupported" || status === "failed" ? (
				<Notice tone="wait">{texts[status]}</Notice>
			) : null}
			<form ref={form} action={action}>
				<input ref={address} type="hidden" name="address" defaultValue="" />
			</form>
			{status === "on" || status === "off" || status === "failed" ? (
				<button type="button" className={`button button-${status === "on" ? "plain" : "primary"}`} onClick={turn}>
					{status === "on" ? texts.turnOff : texts.turnOn}
				</button>
			) : null}
		</>
	);
}
