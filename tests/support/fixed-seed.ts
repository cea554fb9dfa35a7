/**
 * Gives the properties the same cases in each run, so that a commit passes or fails once and for all. `npm run fuzz` sets
 * FUZZ_RUNS and takes new cases each time; a fault it finds becomes an example of its own.
 */
import fc from "fast-check";

if (!process.env.FUZZ_RUNS) fc.configureGlobal({ seed: 20211025 });
