/** Hands `text` to the person as a JSON file, through the browser's own download. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers may begin to read the data a little after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
