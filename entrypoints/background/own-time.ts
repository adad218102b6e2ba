const TICK_MS = 20_000;

export interface OwnTime {
  /** The alarms were found to be out of step with the clock. */
  keep: () => void;
  /** One has rung: they are to be trusted again. */
  end: () => void;
}

/**
 * After the clock was set back, Chromium rings no alarm, not one made since either, until the clock has come to where it was when
 * the last one rang (AlarmManager::ScheduleNextPoll in its source). Until then the worker keeps the time itself: `look` is called
 * so often that the browser, whose interfaces it calls, does not end the worker.
 */
export function createOwnTime(look: () => void): OwnTime {
  let timer: ReturnType<typeof setInterval> | null = null;
  return {
    keep: () => (timer ??= setInterval(look, TICK_MS)),
    end: () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
}
