import type { Finding, Question } from './contract';

export const notSeen = (seen: string): Finding => ({ verdict: 'not seen', seen });

export function finding(isAsBelieved: boolean, seen: string): Finding {
  return { verdict: isAsBelieved ? 'agrees' : 'drifted', seen };
}

/** It decides what open interest weighs beside other venues', and no public answer of this venue's tells it. */
export function sidesUntold(belief: string): Question {
  return {
    name: 'sides of open interest',
    belief,
    answer: () => notSeen('no answer of its own tells: compare with another source'),
  };
}
