import type { Socket } from "node:net";

export function socketOf(dist: string, port: number | string): string;
export function isOfRunningWeb(file: string): boolean;
export function runningWebs(dist: string, port?: string | number): Promise<(Socket | "denied")[]>;
