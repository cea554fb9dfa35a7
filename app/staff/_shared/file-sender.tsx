"use client";

import { useRef, useState } from "react";
import { formatBytes, formatDuration } from "./format-amounts";

type Sending = { sent: number; total: number; started: number };

/**
 * Sends the form around it by script, and draws how much is sent, how fast and how long it still takes, with a button that stops the
 * sending. Without scripts the form sends itself.
 */
export function FileSender({ button }: { button: string }) {
	const request = useRef<XMLHttpRequest>(undefined);
	const [sending, setSending] = useState<Sending>();
	const [stopped, setStopped] = useState<"cancelled" | "broken">();
	const send = (event: React.MouseEvent<HTMLButtonElement>) => {
		const form = event.currentTarget.form;
		if (!form?.reportValidity()) return;
		event.preventDefault();
		const sender = new XMLHttpRequest();
		request.current = sender;
		const started = Date.now();
		sender.upload.onprogress = ({ loaded, total }) => setSending({ sent: loaded, total, started });
		// The server refuses the rest of a file that it does not read on, and says where to read why.
		sender.onload = () => window.location.assign(sender.getResponseHeader("Location") ?? sender.responseURL);
		const end = (how: "cancelled" | "broken") => () => {
			setSending(undefined);
			setStopped(how);
		};
		sender.onabort = end("cancelled");
		sender.onerror = end("broken");
		setStopped(undefined);
		setSending({ sent: 0, total: 0, started });
		sender.open("POST", form.action);
		sender.setRequestHeader("Accept", "application/json");
		sender.send(new FormData(form));
	};
	return (
		<div className="mt-4">
			{sending ? (
				<>
					<SendingProgress {...sending} />
					<button type="button" className="button button-plain" onClick={() => request.current?.abort()}>
						Cancel the upload
					</button>
				</>
			) : (
				<button type="submit" className="button button-plain" onClick={send}>
					{button}
				</button>
			)}
			<p role="status" className="mt-3">
				{stopped === "cancelled"
					? "Cancelled. The rest of the file is not sent, and we have kept nothing from it."
					: null}
				{stopped === "broken"
					? "The upload was interrupted, or was cancelled in another window. We have kept nothing from the file. Upload it again."
					: null}
			</p>
		</div>
	);
}

function SendingProgress({ sent, total, started }: Sending) {
	const seconds = Math.max(1, (Date.now() - started) / 1000);
	const left = sent > 0 ? (seconds * (total - sent)) / sent : undefined;
	return (
		<div className="mb-4">
			<progress
				aria-label="How much of the file has been sent"
				value={sent}
				max={Math.max(1, total)}
				className="h-4 w-full max-w-read accent-accent"
			/>
			<p className="tabular-nums">
				{formatBytes(sent)} of {formatBytes(total)} sent, {formatBytes(Math.round(sent / seconds))} a second
				{left === undefined ? "" : sent < total ? `, about ${formatDuration(left)} left` : ". The server is reading it"}
				.
			</p>
		</div>
	);
}
