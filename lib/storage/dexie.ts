/** Dexie's build for today's browsers; its package resolves to the one for older browsers. Imported here only, so that tests run on what ships. */
export { Dexie } from 'dexie/dist/modern/dexie.mjs';
