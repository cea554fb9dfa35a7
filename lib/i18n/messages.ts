import type en from "./en";

/** The type of the catalogue, taken from English. The Welsh catalogue must match it. */
export type Messages = typeof en;
