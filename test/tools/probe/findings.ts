import type { Finding, Question, Seen } from './contract';

export const notSeen = (seen: string): Finding => ({ verdict: 'not seen', seen });

export function finding(isAsBelieved: boolean, seen: string): Finding {
  return { verdict: isAsBelieved ? 'agrees' : 'drifted', seen };
}

/**
 * Whether open interest counts both sides decides its weight among venues, and no public answer of this venue states
 * it.
 */
export function undocumentedSides(belief: string): Question {
  return {
    name: 'sides of open interest',
    belief,
    answer: () => notSeen('no answer of its own tells: compare with another source'),
  };
}

/** The finding when a question's own request was not answered; null when it was. */
export function unanswered({ own }: Seen): Finding | null {
  if (own === null) return notSeen('not asked');
  const { failure } = own.exchange;
  if (failure === null) return null;
  const seen = `${failure.kind}: ${failure.detail}`;
  const isAboutTheAnswer = ['refused', 'shape', 'not-json'].includes(failure.kind);
  return isAboutTheAnswer ? finding(false, seen) : notSeen(seen);
}
