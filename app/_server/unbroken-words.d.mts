export function withUnbrokenWords(html: string): string;
