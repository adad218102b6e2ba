/** Which names each part of the product may use: the worker and lib have no document, and pages no worker's functions. */
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../tools/build';
import { filesIn } from './source-files';

interface Project {
  files: readonly string[];
  options: ts.CompilerOptions;
}

const FOLDERS = ['entrypoints/background', 'components', 'entrypoints/badge', 'test'] as const;

function projectIn(folder: string): Project {
  const host = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }: ts.Diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  };
  const config = ts.getParsedCommandLineOfConfigFile(
    join(PROJECT_DIR, folder, 'tsconfig.json'),
    {},
    host,
  );
  if (config === undefined) throw new Error(`no project in ${folder}`);
  return { files: config.fileNames, options: config.options };
}

/** What the compiler says of each text, as a file of its own among those of the project. */
function errorsOf(folder: string, texts: readonly string[]): string[][] {
  const { files, options } = projectIn(folder);
  const planted = new Map(
    texts.map((text, index) => [
      join(PROJECT_DIR, folder, `planted-${index}.ts`),
      `export const planted = ${text};`,
    ]),
  );
  const host = ts.createCompilerHost(options);
  // With the project's own files, which may bring in types of their packages' choice.
  const program = ts.createProgram([...files, ...planted.keys()], options, {
    ...host,
    fileExists: (file) => planted.has(file) || host.fileExists(file),
    readFile: (file) => planted.get(file) ?? host.readFile(file),
    getSourceFile: (file, languageVersion, ...rest) => {
      const text = planted.get(file);
      return text === undefined
        ? host.getSourceFile(file, languageVersion, ...rest)
        : ts.createSourceFile(file, text, languageVersion);
    },
  });
  return [...planted.keys()].map((file) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

const unknown = (name: string): unknown[] => [
  expect.stringContaining(`Cannot find name '${name}'`),
];

describe('the compiler', () => {
  it('knows no document and no window in the worker and in lib', () => {
    const texts = ['document.title', 'window.name', 'localStorage.length', 'self.caches'];
    expect(errorsOf('entrypoints/background', texts)).toEqual([
      unknown('document'),
      unknown('window'),
      unknown('localStorage'),
      [],
    ]);
  });

  it.each(['components', 'entrypoints/badge'])('knows documents and no worker in %s', (folder) => {
    expect(errorsOf(folder, ['document.title', 'importScripts.length'])).toEqual([
      [],
      unknown('importScripts'),
    ]);
  });

  it.each(['entrypoints/background', 'components', 'entrypoints/badge'])(
    'is asked for no types of Node in %s',
    (folder) => {
      // Some come in through WXT's: a lint rule refuses their names.
      expect(projectIn(folder).options.types).toEqual([]);
    },
  );

  it('reads every file, and as the worker does all of lib but what exports', () => {
    const files = FOLDERS.map((folder) => projectIn(folder).files);
    const all = filesIn(['lib', 'components', 'entrypoints', 'test'], /\.tsx?$/).map(({ path }) =>
      join(PROJECT_DIR, path),
    );
    const known = new Set(files.flat());
    expect(all.filter((file) => !known.has(file))).toEqual([]);
    const ofWorker = new Set(files[0]);
    const shared = all
      .filter((file) => file.startsWith(join(PROJECT_DIR, 'lib/')))
      .filter((file) => !file.startsWith(join(PROJECT_DIR, 'lib/export/')));
    expect(shared.filter((file) => !ofWorker.has(file))).toEqual([]);
  });

  it('gets every project from the one at the top', () => {
    const { config } = ts.readConfigFile(join(PROJECT_DIR, 'tsconfig.json'), (path) =>
      ts.sys.readFile(path),
    ) as {
      config: { files: string[]; references: { path: string }[] };
    };
    expect(config.files).toEqual([]);
    expect(config.references.map(({ path }) => path.replace('./', ''))).toEqual(FOLDERS);
  });
});
