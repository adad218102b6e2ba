/** How wide words are in a font, whole px. Without a canvas to measure on, by their letters. */
export function textWidths(font: string): (text: string) => number {
  const pen = document.createElement('canvas').getContext('2d');
  if (pen === null) return (text) => text.length * 7;
  pen.font = font;
  return (text) => Math.ceil(pen.measureText(text).width);
}
