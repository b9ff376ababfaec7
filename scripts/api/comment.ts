import { ApiDocumentedItem, type ApiItem } from '@microsoft/api-extractor-model';
import {
  type DocCodeSpan,
  type DocEscapedText,
  type DocLinkTag,
  type DocNode,
  DocNodeKind,
  type DocPlainText,
} from '@microsoft/tsdoc';

/** What a comment says, each part as Markdown in one line. */
export interface Comment {
  readonly summary: string;
  /** What holds where nothing is written. */
  readonly byDefault?: string;
}

export function commentOf(item: ApiItem): Comment {
  const comment = item instanceof ApiDocumentedItem ? item.tsdocComment : undefined;
  if (!comment) return { summary: '' };
  const block = comment.customBlocks.find(({ blockTag }) => blockTag.tagName === '@default');
  const byDefault = block && line(block.content).replace(/^- /, '');
  return { summary: line(comment.summarySection), ...(byDefault && { byDefault }) };
}

function line(node: DocNode): string {
  return text(node).replaceAll(/\s+/g, ' ').trim();
}

function text(node: DocNode): string {
  switch (node.kind) {
    case DocNodeKind.PlainText:
      return (node as DocPlainText).text;
    case DocNodeKind.EscapedText:
      return (node as DocEscapedText).decodedText;
    case DocNodeKind.CodeSpan:
      return `\`${(node as DocCodeSpan).code}\``;
    case DocNodeKind.FencedCode:
      return '';
    case DocNodeKind.SoftBreak:
      return ' ';
    case DocNodeKind.LinkTag: {
      const { linkText, codeDestination, urlDestination } = node as DocLinkTag;
      const name = codeDestination?.emitAsTsdoc() ?? urlDestination ?? '';
      return linkText ?? `\`${name}\``;
    }
    default:
      return node.getChildNodes().map(text).join('');
  }
}
