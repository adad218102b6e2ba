/** On its own so that readers without Dexie can use it. */
export const DATABASE_NAME = 'pressure';
