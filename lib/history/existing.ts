/** The database for those who only read: without Dexie, and never made or upgraded by them. */
import { DATABASE_NAME } from './database-name';

/** A browser that has not opened it by then may never do. */
const LIMIT_MS = 4_000;

/**
 * Null when the worker has not made the database yet; the attempt leaves none behind. Rejects with the browser's error when it
 * can't be opened, or is not in time.
 */
export function openExisting(): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error('the database was not opened in time'));
    }, LIMIT_MS);
    // Firefox throws at once in a private window.
    const request = indexedDB.open(DATABASE_NAME);
    let isMissing = false;
    request.onupgradeneeded = () => {
      isMissing = true;
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      clearTimeout(late);
      // The worker may bring a newer version at any time: it must not wait for us.
      request.result.onversionchange = () => {
        request.result.close();
      };
      resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(late);
      if (isMissing) resolve(null);
      else reject(request.error ?? new Error('the database could not be opened'));
    };
  });
}

/** A request by what the worker, the only writer, puts there. */
interface RequestOf<T> {
  readonly result: T;
  readonly error: DOMException | null;
  onsuccess: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
}

export function stored<T>(request: RequestOf<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('the database could not be read'));
    };
  });
}
