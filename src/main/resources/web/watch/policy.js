/**
 * What a lost connection asks of the page: come back after a random wait, ask for a token, or stay
 * away. Pure: chance is an argument.
 */

/** Losses that are nobody's fault: the page comes back with full jitter. */
const COME_BACK = new Set([1001, 1006, 1012, 1013, 4408, 4429]);

/** Codes no server of ours sends, but a proxy might: no status, internal error, bad gateway. */
const ON_THE_WAY = new Set([1005, 1011, 1014]);

const STEP_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 20_000;

/** @returns {"retry" | "token" | "closed" | "stop"} */
export function afterClose(code) {
  if (COME_BACK.has(code) || ON_THE_WAY.has(code)) {
    return 'retry';
  }
  if (code === 4401) {
    return 'token';
  }
  return code === 1000 ? 'closed' : 'stop';
}

/** The longest that attempt n (from 0) may wait, in milliseconds. */
export function capMillis(attempt) {
  return Math.min(LONGEST_WAIT_MILLIS, STEP_MILLIS * 2 ** attempt);
}

/** Full jitter: anything between 0 and the cap of attempt n (from 0). */
export function jitterMillis(attempt, random) {
  return random() * capMillis(attempt);
}

/** A server that is not admitting named a wait: that, and up to as much again. */
export function afterBusyMillis(retryAfterMillis, random) {
  return retryAfterMillis * (1 + random());
}

/** Counts the attempts since the last `connected` and draws how long each waits. */
export class Attempts {
  #random;
  count = 0;

  constructor(random) {
    this.#random = random;
  }

  reset() {
    this.count = 0;
  }

  /** The wait before the next attempt; a wait that a busy server named goes before the jitter. */
  draw(retryAfterMillis) {
    const millis = retryAfterMillis
      ? afterBusyMillis(retryAfterMillis, this.#random)
      : jitterMillis(this.count, this.#random);
    this.count += 1;
    return millis;
  }

  /** Another draw for the attempt that is being waited for. */
  drawAgain() {
    return jitterMillis(Math.max(0, this.count - 1), this.#random);
  }
}
