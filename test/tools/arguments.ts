/** Strict parsers of command-line arguments: each throws a sentence that commander shows. */
import { InvalidArgumentError } from 'commander';

/** A whole number in plain digits, within bounds. */
export function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Not a whole number from ${least} to ${most}.`);
  };
}

/** 0: any free port. */
export const port = wholeNumber(0, 65_535);

/** A number in plain digits, at least 0. */
export function numberFrom0(text: string): number {
  if (/^\d{1,9}(\.\d{1,9})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Not a number from 0 on.');
}

/** ms since 1970 of an ISO time. */
export function moment(text: string): number {
  const atMs = /^\d{4}-\d\d-\d\d(T|$)/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(atMs)) return atMs;
  throw new InvalidArgumentError('Not a time such as 2026-03-02T12:00Z.');
}
