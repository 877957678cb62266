/** The page's words in one language, with its numbers. Pure. */

import { EN } from './words-en.js';
import { KO } from './words-ko.js';

const BOOKS = { en: EN, ko: KO };
const MINUS = '\u2212';

export class Words {
  #book;
  #formats = new Map();

  constructor(lang) {
    this.lang = lang in BOOKS ? lang : 'en';
    this.#book = BOOKS[this.lang];
  }

  has(key) {
    return key in this.#book;
  }

  /** The sentence of that key with its `{names}` filled in. */
  say(key, values = {}) {
    const sentence = this.#book[key] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  #write(name, value, options) {
    if (!this.#formats.has(name)) {
      this.#formats.set(name, new Intl.NumberFormat(this.lang, options));
    }
    return this.#formats.get(name).format(value).replace('-', MINUS);
  }

  /** A whole number with thousands separators; an en dash where there is none. */
  count(value) {
    return value == null ? '–' : this.#write('count', Math.round(value), { maximumFractionDigits: 0 });
  }

  /** With one digit behind the point below a hundred. */
  amount(value) {
    if (value == null) {
      return '–';
    }
    const digits = Math.abs(value) < 100 ? 1 : 0;
    return this.#write(`amount${digits}`, value, { maximumFractionDigits: digits });
  }

  /** Short, for axes: 12.5K, 1.2만. */
  compact(value) {
    return value == null ? '–' : this.#write('compact', value, { notation: 'compact', maximumFractionDigits: 1 });
  }

  percent(fraction, digits = 1) {
    const options = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits };
    return fraction == null ? '–' : this.#write(`percent${digits}`, fraction, options);
  }

  /** A percentage that says its direction by its sign. */
  change(fraction) {
    const digits = Math.abs(fraction) < 10 ? 1 : 0;
    return this.#write(`change${digits}`, fraction, {
      style: 'percent', signDisplay: 'exceptZero', minimumFractionDigits: digits, maximumFractionDigits: digits,
    });
  }

  /** With two digits behind the point. */
  ratio(value) {
    return value == null ? '–' : this.#write('ratio', value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }

  money(value, currency) {
    const options = { style: 'currency', currency, maximumFractionDigits: 0 };
    return value == null ? '–' : this.#write(`money${currency}`, value, options);
  }

  /** How long, in minutes and seconds below an hour, else in hours and minutes. */
  duration(seconds) {
    if (seconds == null) {
      return '–';
    }
    const whole = Math.round(seconds);
    const two = (value) => String(value).padStart(2, '0');
    return whole < 3600
      ? this.say('duration.minutes', { m: Math.floor(whole / 60), s: two(whole % 60) })
      : this.say('duration.hours', { h: this.count(Math.floor(whole / 3600)), m: two(Math.floor((whole % 3600) / 60)) });
  }
}
