import { createHash } from 'node:crypto';

/** The name of a CEL rule in the generated code: it changes with the rule's text and with nothing else. */
export function ruleName(text: string): string {
  return `r${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
