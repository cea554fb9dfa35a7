import type { Messages } from "..";

export default {} satisfies Messages["check"];
