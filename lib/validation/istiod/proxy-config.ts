import { object, value } from '../shape';
import { selector } from './selection';
import { notNegative } from './values';

/** What istiod asks of a ProxyConfig. */
export const proxyConfig = object({ selector, concurrency: value(notNegative) });
