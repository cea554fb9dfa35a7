export function buildStyles(dist: string): Promise<void>;
