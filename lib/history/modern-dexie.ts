/**
 * Dexie's build for today's browsers, which its package exports beside the one for older browsers that it resolves to. Everything
 * takes Dexie from here, so that tests rest on the build that ships.
 */
export { Dexie } from 'dexie/dist/modern/dexie.mjs';
