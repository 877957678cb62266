/** The bar: whose audience, which time, against what, whose clock; each choice goes into the address. */

import { part, write } from './dom.js';
import { ScopeSearch } from './scope-search.js';
import { dayOf, plusDays } from './zone.js';

export class Bar {
  #root;
  #search;
  #view = null;
  #asking = false;

  constructor(body, { refresh }) {
    this.#root = part(body, 'bar');
    this.#search = new ScopeSearch(this.#root);
    body.querySelectorAll('[data-choice]').forEach((group) => group.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button) {
        this.#chosen(group.dataset.choice, button.dataset.value);
      }
    }));
    this.#root.querySelectorAll('[data-choose]').forEach((select) => {
      select.addEventListener('change', () => this.#view.go({ [select.dataset.choose]: select.value }));
    });
    part(this.#root, 'refresh').addEventListener('click', refresh);
    this.#root.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#view.go({ range: 'own', from: this.#own('from').value || null, to: this.#own('to').value || null });
    });
  }

  #own(name) {
    return this.#root.querySelector(`#own-${name}`);
  }

  /** The own range opens its fields first; it is shown when both days are given. */
  #chosen(name, value) {
    if (name === 'range' && value === 'own' && this.#view.place.range !== 'own') {
      this.#asking = !this.#asking;
      this.#showOwn();
      if (this.#asking) {
        this.#own('from').focus();
      }
      return;
    }
    this.#asking = false;
    this.#view.go(name === 'range' && value !== 'own' ? { range: value, from: null, to: null } : { [name]: value });
  }

  show(view) {
    this.#view = view;
    this.#asking &&= view.place.range !== 'own';
    this.#search.show(view);
    document.querySelectorAll('[data-choice] button').forEach((button) => {
      const name = button.closest('[data-choice]').dataset.choice;
      const chosen = name === 'lang' ? view.words.lang : view.place[name];
      button.setAttribute('aria-pressed', String(button.dataset.value === chosen));
    });
    this.#root.querySelectorAll('[data-choose]').forEach((select) => {
      select.value = view.place[select.dataset.choose];
    });
    this.#showOwn();
  }

  #showOwn() {
    const { place, words, period, now } = this.#view;
    part(this.#root, 'own').hidden = !this.#asking && place.range !== 'own';
    this.#root.querySelector('[aria-controls="own"]').setAttribute('aria-expanded', String(!part(this.#root, 'own').hidden));
    const today = dayOf(now, place.zone);
    this.#own('from').value = place.from ?? plusDays(today, -7);
    this.#own('to').value = place.to ?? plusDays(today, -1);
    ['from', 'to'].forEach((name) => this.#own(name).setAttribute('max', today));
    const wrong = place.range === 'own' && period.wrong;
    write(part(this.#root, 'own-said'), wrong ? words.say(period.wrong) : '');
  }
}
