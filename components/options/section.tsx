import type { ComponentChildren } from 'preact';

/** One titled part of the page, reached from the contents by its `id`. */
export function Section({
  id,
  title,
  intro,
  children,
}: {
  id: string;
  title: string;
  intro?: string;
  children: ComponentChildren;
}) {
  return (
    <section class="options-section" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        {title}
      </h2>
      {intro !== undefined && <p class="options-intro">{intro}</p>}
      {children}
    </section>
  );
}
