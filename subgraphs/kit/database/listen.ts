import postgres from "postgres";

/** How long after a connection broke the next is tried, seconds. */
const TRY_AGAIN_S = 0.1;

/**
 * Hears what others announce on a channel of a PostgreSQL server (LISTEN), over a connection of its own that is made anew
 * whenever it breaks. What is announced while there is none is lost, so each new connection counts as an announcement.
 * @throws the driver's error where the server cannot be reached at first
 */
export async function listen(url: string, channel: string, onNews: () => void): Promise<AsyncDisposable> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, backoff: () => TRY_AGAIN_S, keep_alive: 1 });
  try {
    await sql.listen(channel, onNews, onNews);
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw error;
  }
  return { [Symbol.asyncDispose]: () => sql.end({ timeout: 0 }) };
}
