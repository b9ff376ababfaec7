import { isDnsLabel } from '../../values/dns-label';
import { shown } from '../schema/shown';
import { type Shape, value } from '../shape';

const labels = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const word = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** What a kind of name looks like, in words for a message. */
export interface NameForm {
  readonly fits: (name: string) => boolean;
  readonly words: string;
}

/** A DNS label (RFC 1123). */
export const dnsLabel: NameForm = {
  fits: isDnsLabel,
  words: 'have at most 63 small letters, digits and dashes, and begin and end with a letter or digit',
};

/** A DNS label that begins with a letter (RFC 1035), as the name of a Service. */
export const serviceName: NameForm = {
  fits: (name) => dnsLabel.fits(name) && /^[a-z]/.test(name),
  words:
    'have at most 63 small letters, digits and dashes, begin with a letter and end with a letter or digit',
};

/** DNS labels with dots between them, as most objects are named. */
export const dnsSubdomain: NameForm = {
  fits: (name) => name.length <= 253 && labels.test(name),
  words: 'have at most 253 small letters, digits, dashes and dots, and begin and end with a letter or digit',
};

/** The name of a CronJob, to which its controller adds eleven characters for each Job. */
export const cronJobName: NameForm = {
  fits: (name) => name.length <= 52 && dnsSubdomain.fits(name),
  words: 'have at most 52 small letters, digits, dashes and dots, and begin and end with a letter or digit',
};

/** A name that can stand in a path, as roles are named. */
export const pathSegment: NameForm = {
  fits: (name) => name !== '.' && name !== '..' && !/[/%]/.test(name),
  words: 'be no dots alone and have no slash or percent sign',
};

/** The key of a label or annotation: a word, after a domain and a slash where it is somebody's own. */
export const qualifiedName: NameForm = {
  fits: (name) => {
    const slash = name.indexOf('/');
    const last = name.slice(slash + 1);
    if (last.length > 63 || !word.test(last)) return false;
    return slash < 0 || dnsSubdomain.fits(name.slice(0, slash));
  },
  words:
    'be a word of at most 63 letters, digits, dashes, underscores and dots, after a domain and / if it has one',
};

/** The value of a label. */
export const labelValue: NameForm = {
  fits: (value) => value === '' || (value.length <= 63 && word.test(value)),
  words:
    'have at most 63 letters, digits, dashes, underscores and dots, and begin and end with a letter or digit',
};

/** A name of this form; nothing is none, and not refused here. */
export function named(form: NameForm): Shape {
  return value<string>((name) =>
    name === '' || form.fits(name) ? undefined : `must ${form.words}, got ${shown(name)}`,
  );
}

/** As {@link named}, where no text is none of this form either. */
export function always(form: NameForm): Shape {
  return value<string>((name) => (form.fits(name) ? undefined : `must ${form.words}, got ${shown(name)}`));
}

/** Whether a text can be a key of a ConfigMap or a Secret: the name of a file. */
export function isConfigKey(key: string): boolean {
  return key.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(key) && key !== '.' && !key.startsWith('..');
}
