/**
 * The options of a factory, to be spread into what it makes. What is none is passed on under a name that no check
 * knows, so that the construct that is given the value refuses it where it stands: a factory itself refuses nothing.
 */
export function given<T extends object>(options: T | undefined): T | undefined {
  const isFine =
    options === undefined || (typeof options === 'object' && options !== null && !Array.isArray(options));
  return isFine ? options : ({ options } as unknown as T);
}
