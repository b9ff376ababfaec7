import { ConfigError } from '../../lib/diagnostics/error';
import { IstioRelease } from '../../lib/release/istio-release';

describe('IstioRelease', () => {
  it('knows every release from 1.16 to at least 1.31, oldest first', () => {
    const minors = IstioRelease.versions.map((_, index) => `1.${16 + index}`);
    expect(IstioRelease.versions).toEqual(minors);
    expect(minors).toContain('1.31');
  });

  it('uses the newest release whose final files are described where none is asked for', () => {
    expect(IstioRelease.latest).toEqual(IstioRelease.of('1.30'));
    expect(IstioRelease.versions.at(-1)).toBe('1.31');
  });

  it('names a release by its minor version, at the patch of its row', () => {
    const release = IstioRelease.of('1.16');
    expect(release.kind).toBe('istio-release');
    expect(release.patch).toBe('1.16.2');
    expect(release.charts).toEqual({
      repository: 'https://blob.istio.io/istio-release/charts',
      version: '1.16.2',
    });
  });

  it('reads a minor version, with or without spaces and a leading v', () => {
    expect(IstioRelease.parse('1.22')).toEqual(IstioRelease.of('1.22'));
    expect(IstioRelease.parse(' v1.22 ')).toEqual(IstioRelease.of('1.22'));
  });

  it('reads a patch version, which decides what is installed and nothing else', () => {
    expect(IstioRelease.parse('1.30.3')).toEqual(IstioRelease.of('1.30'));
    const { patch, charts, ...others } = IstioRelease.parse('1.30.1');
    const { patch: _patch, charts: _charts, ...sameRow } = IstioRelease.of('1.30');
    expect(patch).toBe('1.30.1');
    expect(charts.version).toBe('1.30.1');
    expect(others).toEqual(sameRow);
  });

  it.each(['1.15', '1.99', '1.30.3.1', '1.30-beta.0', '1', '', 'latest', '1.30.x', 'toString'])(
    'rejects %p, naming the known releases',
    (text) => {
      expect(() => IstioRelease.parse(text)).toThrow(ConfigError);
      expect(() => IstioRelease.parse(text)).toThrow("known are '1.16', '1.17',");
    },
  );

  it.each([
    ['1.32', '1.31'],
    ['1.3', '1.16'],
  ])('suggests for %p the release with the nearest number', (written, suggested) => {
    expect(() => IstioRelease.parse(written)).toThrow(`did you mean '${suggested}'?`);
  });

  it('rejects an unknown release in one line that says where it was written', () => {
    expect(() => IstioRelease.parse('1.15', 'ISTIO_RELEASE')).toThrow(
      /^ISTIO_RELEASE: no such Istio release is described, got '1\.15'; did you mean '1\.16'\? known are '1\.16', .*'1\.30'/,
    );
  });
});
