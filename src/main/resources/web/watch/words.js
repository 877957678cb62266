/** The page's words in one language, with its numbers and times. Pure. */

import { EN } from './words-en.js';
import { KO } from './words-ko.js';

const BOOKS = { en: EN, ko: KO };

export class Words {
  #book;
  #number;
  #time;

  constructor(lang) {
    this.lang = lang in BOOKS ? lang : 'en';
    this.#book = BOOKS[this.lang];
    this.#number = new Intl.NumberFormat(this.lang);
    this.#time = new Intl.DateTimeFormat(this.lang, { timeStyle: 'medium' });
  }

  has(key) {
    return key in this.#book;
  }

  /** The sentence of that key with its `{names}` filled in. */
  say(key, values = {}) {
    const sentence = this.#book[key] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  number(value) {
    return this.#number.format(value);
  }

  time(millis) {
    return this.#time.format(millis);
  }

  /** What a close code means. */
  close(code) {
    return this.has(`close.${code}`) ? this.say(`close.${code}`) : this.say('close.other', { code });
  }

  /** What an `error` frame means. */
  error(code) {
    return this.has(`error.${code}`) ? this.say(`error.${code}`) : this.say('error.other', { code });
  }
}
