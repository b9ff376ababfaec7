import { validateObject } from '../../lib/validation/validate-object';
import { tsc } from '../tsc';
import { exampleProgram, examples, runExamples } from './written';

let folder: string;

beforeAll(() => {
  folder = exampleProgram('cdk8s-istio-examples');
});

it('finds the examples', () => {
  expect(examples.length).toBeGreaterThan(10);
});

it('shows only what compiles', () => {
  const told = tsc(['--project', folder]);
  expect(told.filter((line) => line.includes('cdk8s-istio-examples'))).toEqual([]);
});

it('shows only what can be written as manifests, and what an API server and istiod take', () => {
  const results = runExamples(folder);
  expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
  const refused = results.flatMap(({ at, objects }) =>
    objects.flatMap((object) => validateObject(object).map(({ message, field }) => ({ at, field, message }))),
  );
  // One example patches in what no release has yet.
  expect(refused.filter(({ field }) => !field?.endsWith('.newField'))).toEqual([]);
  const constructs = examples.filter(({ code }) => /\bnew \w+\(this/.test(code)).map(({ at }) => at);
  expect(constructs.length).toBeGreaterThan(5);
  const written = results.filter(({ objects }) => objects.length > 0).map(({ at }) => at);
  expect(constructs.filter((at) => !written.includes(at))).toEqual([]);
});
