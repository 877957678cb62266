/**
 * Where the socket port is, as `GET /v1/client` says. Asked for before the first attempt and again
 * after each one that failed; while nobody answers, the last known address stands.
 */

const PATIENCE_MILLIS = 5_000;

export class Address {
  #known = null;

  /** @returns {Promise<{webSocket: string} | {retryAfterMillis: number}>} never rejects */
  async find(attempt) {
    if (this.#known && attempt === 0) {
      return { webSocket: this.#known };
    }
    const answer = await this.#ask();
    if (answer.webSocket) {
      this.#known = answer.webSocket;
    }
    return this.#known ? { webSocket: this.#known } : answer;
  }

  async #ask() {
    try {
      const response = await fetch('/v1/client', {
        cache: 'no-cache',
        signal: AbortSignal.timeout(PATIENCE_MILLIS),
      });
      if (!response.ok) {
        const seconds = Number(response.headers.get('Retry-After'));
        return { retryAfterMillis: Number.isFinite(seconds) ? seconds * 1000 : 0 };
      }
      const { webSocket } = await response.json();
      return /^wss?:\/\//.test(webSocket) ? { webSocket } : { retryAfterMillis: 0 };
    } catch {
      return { retryAfterMillis: 0 };
    }
  }
}
