import type { Messages } from "..";

export default {} satisfies Messages["verify"];
