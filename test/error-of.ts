/** Matches an error with this message, followed by the place where the construct was made. */
export function errorOf(message: string): RegExp {
  const text = message.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${text} \\(test/.*\\.ts:\\d+\\)$`);
}
