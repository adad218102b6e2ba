/** The package has one set of types for all its builds. */
declare module 'dexie/dist/modern/dexie.mjs' {
  export * from 'dexie';
}
