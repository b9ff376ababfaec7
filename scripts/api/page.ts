import { ApiDeclaredItem, type ApiItem, ApiItemKind, ApiPropertyItem } from '@microsoft/api-extractor-model';
import { commentOf } from './comment';
import type { ReadEntry } from './extract';

const head = `# What each entry of the package exports

Made from the declarations by \`npm run api\`; the pages beside it say when to use what. The generated classes behind
\`cdk8s-istio/imports/<group>\` are described in [imports.md](imports.md).
`;

/** The page: an entry, then each of its names, a type and its factories under one. */
export function renderPage(entries: readonly ReadEntry[]): string {
  const contents = entries.map(
    ({ module, items }) => `- [\`${module}\`](#${anchor(module)}): ${namesOf(items)} names`,
  );
  return `${[head, `${contents.join('\n')}\n`, ...entries.map(renderEntry)].join('\n')}`;
}

function namesOf(items: readonly ApiItem[]): number {
  return new Set(items.map(({ displayName }) => displayName)).size;
}

/** As GitHub makes an anchor of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');

function renderEntry({ module, items }: ReadEntry): string {
  const names = [...new Set(items.map(({ displayName }) => displayName))];
  const sections = names.map((name) =>
    renderName(
      name,
      items.filter(({ displayName }) => displayName === name),
    ),
  );
  return [`## \`${module}\`\n`, ...sections].join('\n');
}

function renderName(name: string, items: readonly ApiItem[]): string {
  const summaries = new Set(items.map((item) => commentOf(item).summary).filter((summary) => summary !== ''));
  const code = items.map((item) => (item instanceof ApiDeclaredItem ? declaration(item) : '')).join('\n');
  return [
    `### ${name}\n`,
    ...[...summaries].map((summary) => `${summary}\n`),
    `\`\`\`ts\n${code}\n\`\`\`\n`,
    ...items.map(renderMembers).filter((table) => table !== ''),
  ].join('\n');
}

function declaration(item: ApiDeclaredItem): string {
  const text = item.excerpt.text.replace(/^export (declare )?/, '').trim();
  return item.kind === ApiItemKind.Variable ? `const ${text}` : text;
}

/** The properties and methods of a class or an interface. */
function renderMembers(item: ApiItem): string {
  if (item.kind !== ApiItemKind.Class && item.kind !== ApiItemKind.Interface) return '';
  const rows = item.members.filter(({ kind }) => kind !== ApiItemKind.Constructor).map(renderMember);
  return rows.length === 0 ? '' : ['| | type | |', '|---|---|---|', ...rows, ''].join('\n');
}

function renderMember(member: ApiItem): string {
  const { summary, byDefault } = commentOf(member);
  const optional = member instanceof ApiPropertyItem && member.isOptional ? '?' : '';
  const type =
    member instanceof ApiPropertyItem
      ? member.propertyTypeExcerpt.text
      : member instanceof ApiDeclaredItem
        ? member.excerpt.text
        : '';
  const said = [summary, byDefault && `Default: ${byDefault}`].filter(Boolean).join(' ');
  return `| \`${member.displayName}${optional}\` | ${cell(`\`${type.replaceAll(/\s+/g, ' ')}\``)} | ${cell(said)} |`;
}

const cell = (text: string) => text.replaceAll('|', '\\|');
