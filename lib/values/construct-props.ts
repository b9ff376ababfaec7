import { Construct } from 'constructs';
import { ConfigError, refuse } from '../diagnostics/error';
import type { Check } from './check';

/**
 * The properties of a construct that is about to be made, checked before anything is made of them.
 *
 * @throws ConfigError for a scope and an id that are none, and for what the check finds fault with
 */
export function checkedProps<T>(scope: Construct, id: string, check: Check<T>, props: T): T {
  const place = {
    node: { path: [placeOf(scope, id).node.path, id].filter((part) => part !== '').join('/') },
  };
  refuse(place, check(props));
  return props;
}

/** The scope of a construct: constructs takes anything for one, and stops somewhere within itself. */
export function placeOf(scope: Construct, id: string): Construct {
  if (!Construct.isConstruct(scope)) {
    throw new ConfigError({
      at: { node: { path: typeof id === 'string' ? id : '' } },
      problem: 'a construct is made in another, at last in a chart or an app',
      got: scope,
      instead: 'write new X(this, id, { … })',
    });
  }
  if (typeof id !== 'string' || id === '') {
    throw new ConfigError({
      at: scope,
      problem: 'the id of a construct is some text',
      got: id,
      instead: "write for example 'reviews'",
    });
  }
  // Of these constructs says that they are there already.
  if (id in Object.prototype) {
    throw new ConfigError({
      at: scope,
      problem: 'constructs takes this id for one of its own',
      got: id,
      instead: "choose another, and say the object's name in the properties",
    });
  }
  if (scope.node.tryFindChild(id) !== undefined) {
    throw new ConfigError({
      at: scope,
      problem: 'a construct of this id is in it already',
      got: id,
      instead: 'choose another id, or leave one of the two out',
    });
  }
  return scope;
}
