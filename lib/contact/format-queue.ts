/** The staff's side of accessible formats: what waits, where it goes, that it was sent. */
export {
	type FormatRequest,
	markSent,
	markWaiting,
	openRequest,
	sentRequests,
	waitingRequests,
} from "./accessible-formats";
