import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** A save is several events, each within this time after the one before it, in milliseconds. */
const oneSave = 10;

/** Code and data; not logs, nor the notes that editors keep beside a file. */
const source = /^[^.#].*\.(?:[cm]?[jt]s|json|ya?ml|lua)$/;

/**
 * Calls back with the source files that may have changed: code or data in the project that is not output, installed
 * or hidden, and code of an installed package that is in use. Folders are watched and not files, so that
 * files that an editor replaces or that come to be are seen.
 */
export class SourceWatcher {
  private readonly root: string;
  private readonly changed: (files: readonly string[]) => void;
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly ignored = new Set<string>();
  private seenFiles = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  public constructor(root: string, changed: (files: readonly string[]) => void) {
    this.root = root;
    this.changed = changed;
  }

  public start(): void {
    this.watchTree(this.root);
  }

  public close(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  /** Watches the folders of these files too, wherever they are. */
  public watchAlso(files: readonly string[]): void {
    for (const folder of new Set(files.map((file) => dirname(file)))) this.watchFolder(folder);
  }

  /** What happens in this folder is not a change of a source. */
  public ignore(folder: string): void {
    this.ignored.add(folder);
    for (const [watched, watcher] of this.watchers) {
      if (!this.isIgnored(watched)) continue;
      watcher.close();
      this.watchers.delete(watched);
    }
  }

  private watchTree(folder: string): void {
    if (this.isIgnored(folder)) return;
    this.watchFolder(folder);
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const skipped = entry.name.startsWith('.') || entry.name === 'node_modules';
        if (entry.isDirectory() && !skipped) this.watchTree(join(folder, entry.name));
      }
    } catch {
      // The folder is gone already.
    }
  }

  private watchFolder(folder: string): void {
    if (this.watchers.has(folder)) return;
    try {
      const watcher = watch(folder, (_, name) => this.seen(folder, name ?? ''));
      watcher.on('error', () => this.forget(folder));
      this.watchers.set(folder, watcher);
    } catch {
      this.forget(folder);
    }
  }

  private seen(folder: string, name: string): void {
    const file = join(folder, name);
    if (this.isIgnored(file)) return;
    if (source.test(name)) this.seenFiles.add(file);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const known = this.watchers.size;
      // A name may be that of a new folder, whose files came before it was watched.
      this.watchTree(this.root);
      const files = [...this.seenFiles];
      this.seenFiles = new Set();
      if (files.length > 0 || this.watchers.size > known) this.changed(files);
    }, oneSave);
  }

  private forget(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
  }

  private isIgnored(path: string): boolean {
    return [...this.ignored].some((folder) => path === folder || path.startsWith(join(folder, sep)));
  }
}
