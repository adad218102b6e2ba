/** `pressure-settings-2026-03-29-0030Z-v0.1.0.json`: what is in it, of when (UTC), and which version made it. */
export function settingsFile(atMs: number, version: string): string {
  const [day = '', time = ''] = new Date(atMs).toISOString().split('T');
  return `pressure-settings-${day}-${time.slice(0, 5).replace(':', '')}Z-v${version}.json`;
}

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
