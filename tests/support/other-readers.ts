/** Programs of Python by which tests read what the site writes, where a machine has them. Debian's modules belong to its own Python. */
import { spawnSync } from "node:child_process";

const pythons = ["/usr/bin/python3", "python3"];
/** Returns the Python that runs a program without an error. Undefined if there is none. */
export const pythonWith = (program: string) =>
	pythons.find((python) => spawnSync(python, ["-c", program]).status === 0);
