import { type Check, text } from './check';

const host = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])`;
const port = String.raw`(?::(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]))?`;
const character = String.raw`(?:[\w\-.~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})`;
const web = new RegExp(String.raw`^https?://${host}${port}(?:/${character}*)?(?:\?(?:${character}|\?)*)?$`);

/** Whether a text is the address of something on the web, as browsers and Go read it alike. */
export function isWebUrl(value: string): boolean {
  return web.test(value) && URL.canParse(value);
}

const image = new RegExp(String.raw`^(?:oci://${host}${port}|${host})(?:/[\w\-.:@/]+)?$`);
const file = new RegExp(`^file:///${character}+$`);

/** Whether a text is where Envoy's modules come from: a registry, perhaps without `oci://`, the web, a file. */
export function isModuleUrl(value: string): boolean {
  return isWebUrl(value) || image.test(value) || file.test(value);
}

/** The address of something on the web. */
export function webUrl(what: string, example: string): Check<string> {
  return text({
    holds: isWebUrl,
    problem: `${what} is a URL with https or http`,
    instead: `write for example '${example}'`,
  });
}
