/** The names that fixes give to times, as part of a regular expression; one that was taken has a number behind it. */
export const fixTimes = '(?:(?:LONG_)?REQUEST|CALL|SEND|WRITE)_TIMEOUT_MS';
