/** `24 Nov, 14:05`, in the person's own way of writing it. */
export function momentWords(atMs: number): string {
  return new Date(atMs).toLocaleString(undefined, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}
