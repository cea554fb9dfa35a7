// Starts worker-thread.ts when the importer runs from its sources, as in tests. A thread does not inherit the loader of TypeScript.
import { register } from "tsx/esm/api";

register();
await import("./worker-thread.ts");
