/** Which npm scripts a text mentions. */

/** Run by npm itself, so described by their plain names. */
const LIFECYCLE = /^(pre|post)?(install|prepare|publish|pack|version)$/;

/** Names in `npm run NAME`, `npm start` and `npm test`; not npm's own commands such as `npm ci`. */
export function calledScripts(text: string): string[] {
  const calls = text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g);
  return [...new Set([...calls].map(([, run, short]) => run ?? short ?? ''))];
}

export function undescribed(scripts: readonly string[], text: string): string[] {
  const called = new Set(calledScripts(text));
  return scripts.filter((name) =>
    LIFECYCLE.test(name) ? !text.includes(`\`${name}\``) : !called.has(name),
  );
}
