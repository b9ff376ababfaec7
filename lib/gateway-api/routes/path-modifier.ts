import { path } from '../../values/path';
import { variants } from '../../values/shape';

/** What becomes of the path. */
export type PathModifier =
  | { readonly kind: 'replace-full-path'; readonly path: string }
  | { readonly kind: 'replace-prefix-match'; readonly path: string };

/** Another path instead of the whole. */
export function replaceFullPath(path: string): PathModifier {
  return { kind: 'replace-full-path', path };
}

/** Another path instead of the prefix that the rule's one match has. */
export function replacePrefixMatch(path: string): PathModifier {
  return { kind: 'replace-prefix-match', path };
}

export const pathModifier = variants<PathModifier>('a change of the path', {
  'replace-full-path': { path },
  'replace-prefix-match': { path },
});

export function renderPathModifier(modifier: PathModifier) {
  switch (modifier.kind) {
    case 'replace-full-path':
      return { type: 'ReplaceFullPath' as const, replaceFullPath: modifier.path };
    case 'replace-prefix-match':
      return { type: 'ReplacePrefixMatch' as const, replacePrefixMatch: modifier.path };
    default:
      return modifier satisfies never;
  }
}
