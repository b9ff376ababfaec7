/** Anything that the chart passes on as it is: a part of a pod, of the mesh configuration and the like. */
export type FreeForm = Readonly<Record<string, unknown>>;

/** Labels, annotations, environment variables: names that the user chooses. */
export type StringMap = Readonly<Record<string, string>>;

/** What a container asks for and may use; `null` takes the chart's own default away. */
export interface Resources {
  readonly requests?: Quantities | null;
  readonly limits?: Quantities | null;
}

/** Amounts as Kubernetes writes them: `10m` or `2` CPUs, `40Mi` of memory. */
export interface Quantities {
  readonly cpu?: string | null;
  readonly memory?: string | null;
}

/** A port of a gateway's Service. */
export interface ServicePortValue {
  readonly name: string;
  readonly port: number;
  readonly targetPort?: number;
  readonly protocol?: string;
  readonly nodePort?: number;
}
