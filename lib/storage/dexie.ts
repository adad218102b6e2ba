/**
 * Dexie's build for current browsers; the package's entry resolves to the one for older browsers. Import Dexie only
 * from here, so that tests run the build that ships.
 */
export { Dexie } from 'dexie/dist/modern/dexie.mjs';
