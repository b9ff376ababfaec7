import { isCel } from '../../values/cel-syntax';
import { shown } from '../schema/shown';
import { list, map, object, type Shape, value } from '../shape';
import { oneSelection, selectionFields } from './selection';

const providers: Shape<readonly { readonly name?: string }[]> = (given, place) => {
  given.forEach(({ name }, index) => {
    if (!name) place.report('must have a name', { at: [index] });
  });
};

const field = (name: string) =>
  object<Readonly<Record<string, unknown>>>({}, (given, place) => {
    if (!given[name]) place.report(`must have a ${name}`);
  });

const tag = object({ literal: field('value'), header: field('name'), environment: field('name') });

interface TagOverride {
  readonly operation?: string;
  readonly value?: string;
}

const tagOverride: Shape<TagOverride> = ({ operation = 'UPSERT', value: text = '' }, place) => {
  if (operation === 'UPSERT' && text === '') place.report('must have a value for operation UPSERT');
  if (operation === 'REMOVE' && text !== '') place.report('can have no value for operation REMOVE');
};

/** What istiod asks of a Telemetry. */
export const telemetry = object(
  {
    ...selectionFields,
    metrics: list(
      object({
        providers,
        overrides: list(
          object({
            tagOverrides: map(undefined, tagOverride),
            match: object({
              customMetric: value<string>((name) => (name === '' ? 'must not be empty' : undefined)),
            }),
          }),
        ),
      }),
    ),
    tracing: list(
      object({
        providers,
        randomSamplingPercentage: value<number>((percent) =>
          percent >= 0 && percent <= 100 ? undefined : `must be from 0 to 100, got ${percent}`,
        ),
        customTags: map((name) => (name === '' ? 'must have a name' : undefined), tag),
      }),
    ),
    accessLogging: list(
      object({
        providers,
        filter: object<{ readonly expression?: string }>({}, ({ expression = '' }, place) => {
          const problem = isCel(expression)
            ? undefined
            : `must be a CEL expression such as response.code >= 400, got ${shown(expression)}`;
          if (problem !== undefined) place.report(problem, { at: ['expression'] });
        }),
      }),
    ),
  },
  oneSelection,
);
