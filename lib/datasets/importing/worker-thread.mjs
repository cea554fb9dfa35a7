// Starts worker-thread.ts where the importer runs from its sources, which is in tests: loaders do not reach into threads by themselves.
import { register } from "tsx/esm/api";

register();
await import("./worker-thread.ts");
