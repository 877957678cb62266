/**
 * The figures of the streams on this page, with the last minutes of each. Pure: frames and a time in
 * milliseconds go in; the clock is the caller's.
 */

import { Samples } from './samples.js';

export class Store {
  #streams = new Map();

  ids() {
    return [...this.#streams.keys()];
  }

  /** What is known of a stream: phase "joining", "watching", "ended" or "refused", and its figures. */
  get(stream) {
    return this.#streams.get(stream) ?? null;
  }

  /** Begins a stream, or takes one up again that had ended. */
  add(stream) {
    const known = this.#streams.get(stream);
    if (known) {
      known.phase = known.figures && known.phase === 'watching' ? 'watching' : 'joining';
      return;
    }
    this.#streams.set(stream, {
      phase: 'joining',
      figures: null,
      current: false,
      samples: new Samples(),
    });
  }

  remove(stream) {
    this.#streams.delete(stream);
  }

  /** Takes what the server said; returns the stream that changed, or null. */
  apply(frame, now) {
    const entry = this.#streams.get(frame.stream);
    if (!entry) {
      return null;
    }
    if (frame.type === 'joined' || frame.type === 'viewers') {
      const { viewers, connections, anonymous, asOf, quality } = frame;
      Object.assign(entry, {
        phase: 'watching',
        current: true,
        figures: { viewers, connections, anonymous, asOf, quality },
      });
      entry.samples.add(now, viewers);
    } else if (frame.type === 'left') {
      Object.assign(entry, { phase: 'ended', current: false });
      entry.samples.interrupt(now);
    } else if (frame.type === 'error') {
      Object.assign(entry, { phase: 'refused', code: frame.code });
    }
    return frame.stream;
  }

  /** The connection is gone: what is shown is the last that was heard, and the trace has a gap. */
  interrupt(now) {
    for (const entry of this.#streams.values()) {
      entry.current = false;
      entry.samples.interrupt(now);
    }
  }
}
