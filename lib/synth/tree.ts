import { ApiObject, type App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * All constructs of an app in the order of `node.findAll()`, each with the facts that synthesis asks
 * again and again: where its subtree ends and which chart it lies in.
 * A construct is spoken of by its place in `constructs`, so that a subtree is a range of numbers.
 */
export interface Tree {
  /** Parents before their children. */
  readonly constructs: readonly IConstruct[];
  /** The place behind the last descendant of each construct. */
  readonly ends: readonly number[];
  /** The place of the closest chart, itself included; -1 outside of all charts. */
  readonly charts: readonly number[];
  /** The places of all objects. */
  readonly objects: readonly number[];
  /** Whether a construct is an object, by place. */
  readonly isObject: readonly boolean[];
  /** The place of a construct of this app, or -1 for one of another app. */
  placeOf(construct: IConstruct): number;
}

/** Walks an app once; everything else in this folder reads the result. */
export function walk(app: App): Tree {
  const constructs: IConstruct[] = [];
  const ends: number[] = [];
  const charts: number[] = [];
  const objects: number[] = [];
  const isObject: boolean[] = [];

  const visit = (construct: IConstruct, enclosing: number): void => {
    const place = constructs.length;
    const chart = Chart.isChart(construct) ? place : enclosing;
    constructs.push(construct);
    ends.push(0);
    charts.push(chart);
    isObject.push(ApiObject.isApiObject(construct));
    if (isObject[place]) objects.push(place);
    for (const child of construct.node.children) visit(child, chart);
    ends[place] = constructs.length;
  };
  visit(app, -1);

  return { constructs, ends, charts, objects, isObject, placeOf: placesOf(constructs) };
}

/** Most apps have few dependencies or none: the places are looked up from the first question on. */
function placesOf(constructs: readonly IConstruct[]): Tree['placeOf'] {
  let places: Map<IConstruct, number> | undefined;
  return (construct) => {
    places ??= new Map(constructs.map((known, place) => [known, place]));
    return places.get(construct) ?? -1;
  };
}
