/** How much of a known amount is done. `label` names it; the numbers are in the text next to it. */
export function Progress({ done, wanted, label }: { done: number; wanted: number; label: string }) {
  const share = wanted === 0 ? 0 : Math.min(1, done / wanted);
  return (
    <span
      class="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={wanted}
      aria-valuenow={done}
    >
      <span class="progress-done" style={{ width: `${(share * 100).toFixed(1)}%` }} />
    </span>
  );
}
