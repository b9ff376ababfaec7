import { re2 } from '../../values/re2';

/** Longer texts are for RE2: it takes linear time, whatever the expression. */
const short = 300;

/** What JavaScript and RE2 read alike: no flags, look-arounds, back references or Unicode classes. */
const alike = /^(?:[^\\(]|\\[dwsDWS.\-/*+?()|[\]{}^$]|\\x[\da-fA-F]{2}|\((?!\?)|\(\?:)*$/;

/**
 * A test of a text against an expression as Go reads it, which a CRD's `pattern` and CEL's `matches` are.
 * RE2 is loaded where JavaScript would read the expression in another way or take long.
 */
export function matcher(expression: string): (text: string) => boolean {
  let fast: RegExp | undefined;
  let exact: ((text: string) => boolean) | undefined;
  return (text) => {
    if (text.length <= short && alike.test(expression)) {
      fast ??= new RegExp(expression, 'u');
      return fast.test(text);
    }
    exact ??= found(expression);
    return exact(text);
  };
}

/** Whether Go can read an expression: RE2 is asked where JavaScript is not sure. */
export function isExpression(expression: string): boolean {
  if (alike.test(expression) && !/[{,]\d{4}/.test(expression)) {
    try {
      return Boolean(new RegExp(expression, 'u'));
    } catch {
      // It wants more escaped than RE2 does.
    }
  }
  try {
    return Boolean(found(expression));
  } catch {
    return false;
  }
}

function found(expression: string): (text: string) => boolean {
  const compiled = re2().compile(expression);
  return (text) => compiled.matcher(text).find();
}
