/** Hands the daily numbers over; the bound covers the body, too. */
export async function report(numbers: Record<string, number>) {
  await fetch('https://reports.example.com/daily', {
    method: 'PUT',
    body: JSON.stringify(numbers),
    signal: AbortSignal.timeout(10_000),
  });
}
