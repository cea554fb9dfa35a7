import type en from "./en";

/** Every message by subject. English says which there are; Welsh has the same. */
export type Messages = typeof en;
