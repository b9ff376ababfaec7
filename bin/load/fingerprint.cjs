'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/**
 * A fingerprint proves that a file or folder is what it was: `[size, mtime, ctime, inode, hash, settled]`.
 * The four numbers are enough when they were taken well after the last change. What had changed within the
 * resolution of its file system's clock could change again without a trace in them, so until it has settled
 * its content decides. `null` is the fingerprint of nothing being there.
 */

/** No file system in use counts time in steps longer than this, in milliseconds. */
const COARSEST_CLOCK = 2000;

/** The fingerprint of what is at `at`, and the content that it was taken from. */
function take(at) {
  const stat = statOf(at);
  if (stat === undefined) return { print: null };
  // The time is read before the content: a change after it shows in the next comparison.
  const now = Date.now();
  const content = stat.isSymbolicLink()
    ? `-> ${behind(at)}`
    : stat.isDirectory()
      ? listing(at)
      : contentOf(at);
  if (content === undefined) return { print: null };
  // A link says nothing of when the place it leads to changed.
  const settled = !stat.isSymbolicLink() && now - Math.max(stat.mtimeMs, stat.ctimeMs) > COARSEST_CLOCK;
  const hash = createHash('sha1').update(content).digest('base64');
  return { print: [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino, hash, settled], content };
}

/**
 * Compares `at` with an older fingerprint: the same one back when nothing changed, a newer one when only its
 * numbers did, undefined when the content did.
 */
function confirm(at, known) {
  const stat = statOf(at);
  if (stat === undefined) return known === null ? null : undefined;
  if (known === null) return undefined;
  const [size, mtime, ctime, inode, hash, settled] = known;
  const same = stat.mtimeMs === mtime && stat.ctimeMs === ctime && stat.ino === inode && stat.size === size;
  if (same && settled) return known;
  const { print } = take(at);
  if (print?.[4] !== hash) return undefined;
  return same && print[5] === settled ? known : print;
}

/** Also a path through a file leads nowhere. */
function statOf(at) {
  try {
    return fs.lstatSync(at, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function contentOf(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function behind(link) {
  const stat = fs.statSync(link, { throwIfNoEntry: false });
  const content = stat?.isDirectory() ? listing(link) : contentOf(link);
  return `${fs.readlinkSync(link)}\n${content}`;
}

/** What of a folder decides how names in it are resolved: the names, and where links lead. */
function listing(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .map((entry) =>
      entry.isSymbolicLink()
        ? `${entry.name} -> ${fs.readlinkSync(path.join(folder, entry.name))}`
        : entry.name,
    )
    .sort()
    .join('\n');
}

module.exports = { take, confirm };
