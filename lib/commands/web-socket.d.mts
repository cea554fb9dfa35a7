import type { Socket } from "node:net";

export function socketOf(dist: string, port: number): string;
export function isOfRunningWeb(file: string): boolean;
export function runningWebs(dist: string): Promise<(Socket | "denied")[]>;
