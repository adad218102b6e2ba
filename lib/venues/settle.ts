import { VenueError } from '../http/venue-error';

/** The value of a lesser request, or its VenueError. Anything else (an abort, a fault of ours) is thrown. */
export async function valueOrError<T>(promise: Promise<T>): Promise<T | VenueError> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof VenueError) return error;
    throw error;
  }
}
