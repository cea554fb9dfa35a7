export function contentSecurityPolicy(options?: {
	scripts?: string[];
	styles?: string[];
	formTargets?: string[];
}): string;
export const barePolicy: string;
export function hashSource(text: string): string;
