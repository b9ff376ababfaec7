import { judge } from '../../../lib/analysis/judge';
import { readText } from '../../../lib/kubernetes/manifest';

/** What is told of manifests by these rules: `level code Kind namespace/name field`, without what there is not. */
export function told(
  text: string,
  rules: readonly string[],
  complete: boolean | readonly string[] = true,
): string[] {
  return judge(readText(text).objects, { complete })
    .filter(({ rule }) => rules.includes(rule))
    .map(({ level, code, object, field }) => {
      const name = [object?.namespace, object?.name].filter((part) => part !== undefined).join('/');
      return [level, code, object?.kind, name, field].filter((part) => part !== undefined).join(' ');
    });
}
