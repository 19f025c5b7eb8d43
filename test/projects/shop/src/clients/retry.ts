const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Runs `work` up to `attempts` times, with longer and longer pauses. */
export async function withRetry<T>(work: () => Promise<T>, attempts = 3): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts) throw error;
      await pause(100 * 2 ** attempt * Math.random());
    }
  }
}
