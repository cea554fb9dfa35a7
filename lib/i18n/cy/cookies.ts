import type { Messages } from "..";

export default {} satisfies Messages["cookies"];
