/** The six figures at the top: how many are watching now, and the period against the one before. */

import { ask, ADDRESS } from './api.js';
import { changeOf, make, write } from './dom.js';
import { judgeCompare } from './line.js';
import { businessDayOf, stepMillis } from './period.js';

const DAY = 86_400_000;
const BY_DAYS = ['uniques', 'airtimeHours'];

const TOTALS = [
  ['average', (words, value) => words.count(value)],
  ['peak', (words, value) => words.count(value)],
  ['hoursWatched', (words, value) => words.amount(value)],
  ['uniques', (words, value) => words.count(value)],
  ['airtimeHours', (words, value) => words.amount(value)],
];

/** The step that holds the same time of the day before: what the live count is held against. Pure. */
export function dayBefore(pairs, step, now) {
  const length = stepMillis(step);
  const at = now - DAY;
  return length < DAY ? pairs.find((pair) => Date.parse(pair.at) <= at && at < Date.parse(pair.at) + length) ?? null : null;
}

export class Tiles {
  #root;
  #live;
  #asked = null;
  #answer = null;
  #days = null;
  #view = null;

  /** @param live asks how many are watching now */
  constructor(root, live) {
    this.#root = root;
    this.#live = live;
  }

  async load(view, fresh = false) {
    this.#view = view;
    const address = ADDRESS.compare(view);
    if (fresh || this.#asked !== address || this.#answer?.state !== 'ok') {
      if (this.#asked !== address) {
        this.#answer = null;
      }
      this.#asked = address;
      this.show();
      this.#root.setAttribute('aria-busy', 'true');
      const answer = await ask(address, { signal: view.signal, fresh }).catch(() => null);
      if (this.#asked !== address || answer === null) {
        return;
      }
      this.#answer = answer;
      this.#days = await this.#wholeDays(answer, { signal: view.signal, fresh });
      if (this.#asked !== address) {
        return;
      }
      this.#root.removeAttribute('aria-busy');
    }
    this.show();
  }

  /** Distinct people and the platform's airtime are known of whole days only: those of the period. */
  async #wholeDays({ state, body }, options) {
    if (state !== 'ok' || judgeCompare(body) !== 'ok' || BY_DAYS.every((name) => body.totals?.[name]?.current != null)) {
      return null;
    }
    const days = await ask(ADDRESS.days(this.#view), options).catch(() => null);
    return days?.state === 'ok' ? days.body : null;
  }

  show() {
    const answer = this.#answer;
    const state = answer === null ? 'loading' : answer.state === 'ok' ? judgeCompare(answer.body) : answer.state;
    this.#root.dataset.state = state;
    const body = answer?.state === 'ok' ? answer.body : null;
    this.#root.replaceChildren(this.#liveTile(body), ...TOTALS.map(([name, write]) => this.#tile(name, write, body, state)));
  }

  #tile(name, write, whole, state) {
    const { words, place } = this.#view;
    const byDays = BY_DAYS.includes(name) && whole?.totals?.[name]?.current == null && this.#days !== null;
    const body = byDays ? this.#days : whole;
    const total = body?.totals?.[name];
    const known = total?.current ?? null;
    const value = known === null ? '–' : write(words, known);
    const change = place.compare === 'none' || known === null ? null : this.#change(total, write);
    return tile(name, words, value, known, change ?? (known === null ? state : null), known === null ? '' : [byDays ? this.#daysText() : '', this.#hint(name, body)].filter(Boolean).join(' · '));
  }

  #daysText() {
    const { words, clock } = this.#view;
    const from = businessDayOf(Date.parse(this.#days.from));
    const to = businessDayOf(Date.parse(this.#days.to) - 1);
    return from === to ? clock.shortDay(to) : words.say('tile.days', { from: clock.shortDay(from), to: clock.shortDay(to) });
  }

  #change(total, write) {
    const { words } = this.#view;
    if (total.rate === null || total.rate === undefined) {
      return make('p', { class: 'against' }, words.say(`reason.${total.reason ?? 'no_data'}`));
    }
    return make('p', { class: 'against' }, changeOf(total.rate, words), ' ',
      make('span', {}, words.say('tile.before', { value: write(words, total.previous) })));
  }

  #hint(name, body) {
    const { words } = this.#view;
    const uniques = body?.uniques?.current;
    if (name === 'peak' && body?.peakBasis) {
      return body.peakBasis === 'exact' ? words.say('peak.exact') : words.say('peak.sum', { step: words.has(`step.${body.peakBasis}`) ? words.say(`step.${body.peakBasis}`) : body.peakBasis });
    }
    if (name === 'uniques' && uniques) {
      const near = uniques.method === 'theta' ? [words.say('uniques.theta', { part: words.percent(uniques.relativeError) })] : [];
      const anonymous = uniques.anonymous == null ? [] : [words.say('uniques.anonymous', { value: words.count(uniques.anonymous) })];
      return [...near, ...anonymous].join(' · ');
    }
    return words.has(`hint.${name}`) ? words.say(`hint.${name}`) : '';
  }

  #liveTile(body) {
    const { words, clock } = this.#view;
    const { viewers, asOf } = this.#live();
    const before = (body && dayBefore(body.pairs, body.step, Date.now())?.current) || null;
    const rate = before !== null && viewers !== null ? viewers / before - 1 : null;
    const change = rate === null ? null : make('p', { class: 'against' }, changeOf(rate, words), ' ',
      make('span', {}, words.say('tile.yesterday', { value: words.count(before) })));
    const hint = asOf === null ? '' : words.say('live.at', { time: clock.time(asOf), zone: clock.name });
    return tile('live', words, words.count(viewers), viewers, change, hint);
  }
}

function tile(name, words, value, raw, change, hint) {
  const figure = make('p', { class: 'figure', 'data-value': raw === null ? '' : raw }, value);
  const unit = words.say(`unit.${name}`);
  if (raw !== null && unit !== '') {
    figure.append(make('small', {}, unit));
  }
  figure.style.setProperty('--glyphs', value.length + unit.length);
  const middle = typeof change === 'string'
    ? make('p', { class: 'against' }, words.say(change === 'ok' ? 'tile.unknown' : `state.${change}`))
    : change ?? make('p', { class: 'against' });
  const foot = make('p', { class: 'hint' });
  write(foot, hint);
  return make('li', { class: 'tile', 'data-tile': name }, make('h2', {}, words.say(`tile.${name}`)), figure, middle, foot);
}
