/** The same in another order, each as likely as any other. `random` in 0..1 (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const left = [...list];
  return list
    .map(() => {
      const [taken] = left.splice(Math.min(left.length - 1, Math.floor(random() * left.length)), 1);
      return taken;
    })
    .filter((item) => item !== undefined);
}
