import type { Surroundings } from './command';
import type { Commands } from './commands';

/** Loads what a command is made of. */
export async function partOf<Name extends keyof Commands>(
  name: Name,
  { commands }: Surroundings,
): Promise<Awaited<ReturnType<Commands[Name]>>> {
  const all = commands ?? (await import('./commands')).commands;
  return (await all[name]?.()) as Awaited<ReturnType<Commands[Name]>>;
}
