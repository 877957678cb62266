/**
 * A number on the page that glides from one value to the next. Where nobody would see it move (hidden
 * tab, reduced motion, first value) it changes at once. `data-value` always carries the true one.
 */

const GLIDE_MILLIS = 350;

export class Digits {
  #element;
  #shown = null;
  #target = null;
  #running = 0;

  constructor(element) {
    this.#element = element;
  }

  /** Null shows a dash. `write` turns a whole number into text. */
  show(value, write) {
    if (value === null) {
      this.#settle(null, () => '–');
      return;
    }
    if (value === this.#target && this.#running) {
      return;
    }
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches || document.hidden;
    if (this.#shown === null || this.#shown === value || calm) {
      this.#settle(value, write);
    } else {
      this.#glide(value, write);
    }
  }

  #settle(value, write) {
    cancelAnimationFrame(this.#running);
    this.#running = 0;
    this.#target = this.#shown = value;
    this.#paint(write(value), value);
  }

  #glide(value, write) {
    cancelAnimationFrame(this.#running);
    const from = this.#shown;
    const began = performance.now();
    this.#target = value;
    this.#element.dataset.value = value;
    const step = (now) => {
      const part = Math.min(1, Math.max(0, (now - began) / GLIDE_MILLIS));
      if (part === 1 || document.hidden) {
        this.#settle(value, write);
        return;
      }
      this.#shown = Math.round(from + (value - from) * (1 - (1 - part) ** 3));
      this.#paint(write(this.#shown), value);
      this.#running = requestAnimationFrame(step);
    };
    this.#running = requestAnimationFrame(step);
    // frames stop in a hidden tab: the last word does not depend on them
    setTimeout(() => this.#target === value && this.#settle(value, write), 2 * GLIDE_MILLIS);
  }

  #paint(text, value) {
    if (this.#element.textContent !== text) {
      this.#element.textContent = text;
    }
    this.#element.dataset.value = value ?? '';
  }
}
