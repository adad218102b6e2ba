/** The steps of `npm test`, in order. */
import { ensureBuild, type BuildTarget } from './build';
import { scriptStep, type Step } from './step';

const BIN = {
  tsc: 'node_modules/typescript/bin/tsc',
  eslint: 'node_modules/eslint/bin/eslint.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  depcruise: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
  knip: 'node_modules/knip/bin/knip.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  webExt: 'node_modules/web-ext/bin/web-ext.js',
};

/** The folders that the dependency rules cover. */
const ROOMS = ['lib', 'components', 'entrypoints', 'test'];

export function sourceSteps(): Step[] {
  return [
    scriptStep('types', [BIN.tsc, '--build']),
    scriptStep('lint', [BIN.eslint, '.']),
    scriptStep('format', [BIN.prettier, '--check', '--log-level', 'warn', '.']),
    scriptStep('dependency rules', [
      BIN.depcruise,
      '--config',
      '.dependency-cruiser.cjs',
      ...ROOMS,
    ]),
    scriptStep('unused code', [BIN.knip]),
  ];
}

export function testSteps(): Step[] {
  return [
    scriptStep('unit tests', [BIN.vitest, 'run', '--project', 'unit', '--project', 'components']),
    scriptStep('probe of the market', ['--import', 'tsx', 'test/tools/probe.ts', '--market']),
    buildStep('chrome'),
    scriptStep('sizes', ['--import', 'tsx', 'test/tools/sizes.ts'], true),
    buildStep('firefox'),
    scriptStep('web-ext lint', [
      BIN.webExt,
      'lint',
      '--boring',
      '--source-dir',
      '.output/firefox-mv3',
    ]),
  ];
}

export function browserSteps(): Step[] {
  return [scriptStep('end to end', [BIN.vitest, 'run', '--project', 'e2e'], true)];
}

function buildStep(target: BuildTarget): Step {
  return {
    name: `${target} build`,
    run: async () => ({ ok: true, output: await ensureBuild(target) }),
  };
}
