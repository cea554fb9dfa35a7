export function deploymentHash(): string;
