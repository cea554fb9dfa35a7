// Moves the clock of a program by the milliseconds in the file MOVED_CLOCK, while it runs. Given to node by --import.
import { readFileSync } from "node:fs";

const real = Date;
let offset = 0;
const read = () => {
	offset = Number(readFileSync(process.env.MOVED_CLOCK, "utf8"));
};
read();
setInterval(read, 100).unref();
const now = () => real.now() + offset;
globalThis.Date = new Proxy(real, {
	get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
	construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
	apply: () => String(new real(now())),
});
