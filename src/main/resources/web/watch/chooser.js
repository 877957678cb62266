/** Where a stream is typed, or picked from the most watched ones. */

import { part, write } from './dom.js';
import { checkStream } from './ids.js';

const EVERY_MILLIS = 10_000;
const RANKING = '/v1/rankings/streams?limit=10';

export class Chooser {
  #root;
  #add;
  #watched;
  #ranked;
  #said = () => '';
  #items = [];

  /** `add(stream)` watches it, `watched(stream)` says whether it is here, `ranked(items)` hears news. */
  constructor(root, { add, watched, ranked }) {
    this.#root = root;
    this.#add = add;
    this.#watched = watched;
    this.#ranked = ranked;
    part(root, 'choose').addEventListener('submit', (event) => this.#submit(event));
    this.#input().addEventListener('input', () => this.#say(() => ''));
  }

  /** Asks for the most watched streams now and then, while somebody looks. */
  async keepAsking() {
    if (!document.hidden) {
      await this.#ask();
    }
    setTimeout(() => this.keepAsking(), EVERY_MILLIS);
  }

  /** Writes everything that depends on the language or on what is watched. */
  show(words) {
    this.words = words;
    this.#input().placeholder = words.say('stream.placeholder');
    const text = this.#said(words);
    write(part(this.#root, 'said'), text || words.say('stream.hint'));
    this.#input().setAttribute('aria-invalid', String(text !== ''));
    part(this.#root, 'said').classList.toggle('wrong', text !== '');
    this.#showItems(words);
  }

  /** Says that an id in the address was left out. */
  refuse(check) {
    this.#say((words) => words.say('stream.address', { text: check.text.slice(0, 80) }));
  }

  #submit(event) {
    event.preventDefault();
    const check = checkStream(this.#input().value);
    if (!check.ok) {
      this.#say((words) => words.say(`stream.${check.why}`, check));
      this.#input().focus();
      return;
    }
    const twice = this.#watched(check.stream);
    this.#input().value = '';
    this.#say((words) => (twice ? words.say('stream.twice', check) : ''));
    if (!twice) {
      this.#add(check.stream);
    }
  }

  #say(said) {
    this.#said = said;
    if (this.words) {
      this.show(this.words);
    }
  }

  async #ask() {
    try {
      const response = await fetch(RANKING, { signal: AbortSignal.timeout(5_000) });
      const items = response.ok ? (await response.json()).items : [];
      this.#items = items.filter((item) => checkStream(item.stream).ok);
    } catch {
      this.#items = [];
    }
    this.#ranked(this.#items);
    this.#showItems(this.words);
  }

  #showItems(words) {
    const items = this.#items.filter((item) => !this.#watched(item.stream));
    part(this.#root, 'suggestions').hidden = items.length === 0;
    const list = part(this.#root, 'suggested');
    const focused = document.activeElement?.dataset?.pick;
    list.replaceChildren(...items.map((item) => this.#pick(item, words)));
    list.querySelector(`[data-pick="${focused}"]`)?.focus();
  }

  #pick({ stream, viewers }, words) {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.pick = stream;
    const count = document.createElement('b');
    count.textContent = words.number(viewers);
    button.append(stream, ' ', count);
    button.addEventListener('click', () => this.#add(stream));
    item.append(button);
    return item;
  }

  #input() {
    return this.#root.querySelector('#stream');
  }
}
