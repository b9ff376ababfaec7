/** A text as a POSIX shell takes it for one word, whatever is in it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A word that is no option, whatever it begins with; the last of a command. */
export function operand(word: string): readonly string[] {
  return word.startsWith('-') ? ['--', word] : [word];
}

/** Words as a command that can be pasted into a shell. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
