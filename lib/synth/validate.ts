import type { App } from 'cdk8s';

/**
 * Asks every construct for its validation errors, once, and throws them all together in cdk8s' own words.
 * @throws Error by the name of ValidationError, with one line a failure, each beginning with the construct path
 */
export function validate(app: App): void {
  const errors: string[] = [];
  for (const { node } of app.node.findAll()) {
    for (const error of node.validate()) errors.push(`[${node.path}] ${error}`);
  }
  if (errors.length > 0) {
    const error = new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
    throw Object.assign(error, { name: 'ValidationError' });
  }
}
