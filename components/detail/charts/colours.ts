/** The theme's colours for a canvas, which can't read CSS. */
export interface Colours {
  text: string;
  /** `#a0a9b8` */
  quiet: string;
  line: string;
  sunken: string;
  ground: string;
  long: string;
  short: string;
  /** `90 169 248` */
  longRgb: string;
  shortRgb: string;
  font: string;
}

export function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: token('text'),
    quiet: token('text-quiet'),
    line: token('line'),
    sunken: token('sunken'),
    ground: token('ground'),
    long: token('long'),
    short: token('short'),
    longRgb: token('long-rgb'),
    shortRgb: token('short-rgb'),
    font: `10px ${token('font')}`,
  };
}
