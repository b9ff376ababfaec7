import type { Kubectl } from '../kubectl';
import { kubectlTrouble, lastLine } from '../kubectl-trouble';
import type { NoAnswer } from './http-get';

/** A way through kubectl to a port of a Service, until `close`. */
export interface PortForward {
  readonly port: number;
  /** `false` once kubectl has ended, as it does when the pod behind it goes. */
  open(): boolean;
  close(): void;
}

/**
 * Lets kubectl forward a free local port to a Service's port; the reason where that doesn't work now, for example
 * because none of its pods runs yet.
 *
 * @throws ConfigError where the user may not do that
 */
export function portForward(
  kubectl: Kubectl,
  service: { readonly namespace: string; readonly name: string },
  port: number,
  limit = 15_000,
): Promise<PortForward | NoAnswer> {
  const args = ['-n', service.namespace, 'port-forward', `service/${service.name}`, `:${port}`];
  return new Promise((resolve, reject) => {
    const child = kubectl.start(args);
    const close = () => {
      child.kill();
    };
    process.once('exit', close);
    let open = true;
    let out = '';
    let err = '';
    const timer = setTimeout(close, limit);
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const local = /Forwarding from \S+:(\d+) ->/.exec(out)?.[1];
      if (local === undefined) return;
      clearTimeout(timer);
      resolve({ port: Number(local), open: () => open, close });
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', (error) => {
      err += error.message;
    });
    child.on('close', (code) => {
      open = false;
      clearTimeout(timer);
      process.removeListener('exit', close);
      if (/forbidden|unauthorized/i.test(err)) {
        reject(kubectlTrouble(kubectl.context, args, { code: code ?? -1, stdout: out, stderr: err }));
      } else {
        resolve({ reason: err === '' ? 'kubectl port-forward did not begin in time' : lastLine(err) });
      }
    });
  });
}
