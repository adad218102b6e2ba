/** Notifies open pages that a board or a venue's state was written. Pages read the database themselves. */
const CHANNEL = 'board-changes';

export function announceBoardChange(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

export function onBoardChange(listener: () => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => {
    listener();
  };
  signal.addEventListener('abort', () => {
    channel.close();
  });
}
