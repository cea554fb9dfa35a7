// Starts thread.ts on a worker thread: tsx's own loader does not reach into those by itself.
import { register } from "tsx/esm/api";

register();
await import("./thread.ts");
