// Starts thread.ts on a worker thread. tsx's loader does not reach into those by itself, and its way for ES modules would
// start one more thread beside each, of 30 MB.
const { register } = require("tsx/cjs/api");

register();
require("./thread.ts");
