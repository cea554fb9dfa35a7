export * from "./audit";
export * from "./contact";
export * from "./datasets";
export * from "./exposure";
export * from "./guidance";
export * from "./identity";
export * from "./incidents";
export * from "./mail";
