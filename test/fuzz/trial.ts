import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ConfigError } from '../../lib/diagnostics/error';
import { validateObject } from '../../lib/validation/validate-object';

/** A construct with properties that are fine. */
export interface Subject {
  readonly name: string;
  readonly props: unknown;
  make(scope: Construct, props: never): void;
}

/** Kubernetes' own fields, which a microservice passes on as they are written: theirs is no type of ours. */
const passedOn: Readonly<Record<string, RegExp>> = {
  Deployment: /^spec\./,
  Service: /^spec(?!\.(ports|selector))/,
};

/** What came of a trial: refused, or written; anything else is a defect. */
export type Outcome = 'refused' | 'written' | { readonly defect: string };

/** Makes a construct, and lets an API server, by its schemas, look at what it writes. */
export function trial({ make }: Subject, props: unknown): Outcome {
  const app = new App();
  const chart = new Chart(app, 'chart', { namespace: 'demo' });
  try {
    make(chart, props as never);
  } catch (error) {
    if (!(error instanceof ConfigError)) return { defect: `${(error as Error).stack ?? String(error)}` };
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey
    return /[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(error.message)
      ? { defect: `control characters in ${JSON.stringify(error.message)}` }
      : 'refused';
  }
  for (const object of app.node.findAll().filter(ApiObject.isApiObject)) {
    let json: unknown;
    try {
      json = object.toJson();
    } catch (error) {
      return { defect: `not written: ${(error as Error).message} ${(error as Error).stack}` };
    }
    const found = validateObject(JSON.parse(JSON.stringify(json))).find(
      ({ level, refusedBy = [], object: at, field = '' }) =>
        level === 'error' &&
        refusedBy.includes('api-server') &&
        !(passedOn[at?.kind ?? '']?.test(field) ?? false),
    );
    if (found) return { defect: `${found.object?.kind}: ${found.field}: ${found.message}` };
  }
  return 'written';
}
