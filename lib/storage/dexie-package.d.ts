/** The package has one description of its types for all its builds. */
declare module 'dexie/dist/modern/dexie.mjs' {
  export * from 'dexie';
}
