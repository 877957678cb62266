/**
 * The course of one count over the last minutes: at most one sample a second, a null where nobody
 * told us. A count holds until the next sample, so the trace is made of steps. Pure.
 */

export const WINDOW_MILLIS = 5 * 60_000;
const BUCKET_MILLIS = 1_000;

export class Samples {
  #samples = [];

  add(at, viewers) {
    const last = this.#samples.at(-1);
    if (last && last.viewers !== null && bucket(last.at) === bucket(at)) {
      last.viewers = viewers;
    } else if (!last || last.viewers !== viewers) {
      this.#samples.push({ at, viewers });
    }
    this.#prune(at);
  }

  interrupt(at) {
    const last = this.#samples.at(-1);
    if (last && last.viewers !== null) {
      this.#samples.push({ at, viewers: null });
    }
  }

  /** Oldest first; the first one may be older than the window: it says what held when that began. */
  list() {
    return this.#samples;
  }

  /** Up or down against what held `spanMillis` ago, or null where that is not known. */
  change(now, spanMillis) {
    const then = this.#samples.findLast((sample) => sample.at <= now - spanMillis);
    const last = this.#samples.at(-1);
    const known = then && then.viewers !== null && last.viewers !== null;
    return known ? last.viewers - then.viewers : null;
  }

  #prune(now) {
    const begin = now - WINDOW_MILLIS;
    const first = this.#samples.findLastIndex((sample) => sample.at <= begin);
    this.#samples.splice(0, Math.max(0, first));
  }
}

const bucket = (at) => Math.floor(at / BUCKET_MILLIS);
