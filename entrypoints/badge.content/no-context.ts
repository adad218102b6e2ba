/** In place of WXT's `ContentScriptContext`, which its wrapper makes and the badge does not use: see life.ts. */
export function ContentScriptContext(): void {
  // `new` makes an empty object of it.
}
