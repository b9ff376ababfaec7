import { anyText, flag, oneOf } from '../values/check';
import { checkedCall } from '../values/checked-call';
import { optional, shape } from '../values/shape';

/** As much as is used of what `cdk8s synth` hands to a validation plugin. */
interface ValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly {
        readonly resourceName: string;
        readonly locations: readonly string[];
        readonly manifestPath: string;
      }[];
    }): void;
    submit(status: 'success' | 'failure'): void;
  };
  readonly logger: { log(message: string): void };
}

/** The `properties` of the plugin in cdk8s.yaml. */
export interface ManifestValidationOptions {
  /** The Istio that is to run the manifests, such as `1.30`. @default - the newest that is described */
  readonly release?: string;
  /** Whether what is not among the manifests does not exist. @default false */
  readonly complete?: boolean;
  /** From which level on `cdk8s synth` fails. @default 'error' */
  readonly failOn?: 'error' | 'warning' | 'info';
}

const pluginOptions = shape<ManifestValidationOptions>({
  release: optional(anyText),
  complete: optional(flag),
  failOn: optional(oneOf('error', 'warning', 'info')),
});

/**
 * The same findings as a validation plugin of cdk8s-cli, for apps that do not use `synthesize`.
 *
 * ```yaml
 * validations:
 *   - package: cdk8s-istio
 *     version: 0.1.0
 *     class: ManifestValidation
 * ```
 *
 * @see https://cdk8s.io/docs/latest/plugins/validation/
 */
export class ManifestValidation {
  private readonly options: ManifestValidationOptions;

  /** @throws ConfigError for an option that is none */
  public constructor(options: ManifestValidationOptions = {}) {
    this.options = checkedCall('ManifestValidation', pluginOptions, options);
  }

  /** Called by cdk8s-cli with the manifests that it wrote. */
  public async validate(context: ValidationContext): Promise<void> {
    // Loaded when asked: whoever imports the package for its constructs does not wait for it.
    const { readFileSync } = await import('node:fs');
    const { readText } = await import('../kubernetes/manifest');
    const { judge } = await import('./judge');
    const { IstioRelease } = await import('../release/istio-release');
    const readings = context.manifests.map((file) => readText(readFileSync(file, 'utf8'), file));
    const { release, complete = false, failOn = 'error' } = this.options;
    const findings = judge(
      readings.flatMap(({ objects }) => objects),
      {
        release: release === undefined ? IstioRelease.latest : IstioRelease.parse(release, 'release'),
        complete,
        unreadable: readings.flatMap(({ unreadable }) => unreadable),
      },
    );
    const rank = { error: 2, warning: 1, info: 0 } as const;
    const failing = findings.filter(({ level }) => rank[level] >= rank[failOn]);
    for (const { rule, message, suggestion, object, field, file, line } of failing) {
      context.report.addViolation({
        ruleName: rule,
        recommendation: message,
        fix: suggestion ?? 'see docs/rules.md',
        violatingResources: [
          {
            resourceName: object?.name ?? '',
            locations: [`${field ?? ''}${line === undefined ? '' : ` (line ${line})`}`.trim()],
            manifestPath: file ?? '',
          },
        ],
      });
    }
    for (const { level, rule, message, object } of findings.filter((finding) => !failing.includes(finding)))
      context.logger.log(`${level} ${rule} ${object?.kind ?? ''} ${object?.name ?? ''}: ${message}`);
    context.report.submit(failing.length === 0 ? 'success' : 'failure');
  }
}
