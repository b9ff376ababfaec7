export type { Folder, Folders, PlacedObject } from './output';
export { type Synthesis, type SynthesisOptions, synthesize } from './synthesize';
export type { WrittenFile } from './write-output';
