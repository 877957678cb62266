/** What the audience might be worth to advertisers: an estimate, with what it assumes beside it. */

import { ADDRESS } from './api.js';
import { make } from './dom.js';
import { businessDayOf as dayOf } from './period.js';

export function judgeRevenue(body) {
  return body.hoursWatched === null || body.hoursWatched === undefined ? 'unmeasured' : body.hoursWatched > 0 ? 'ok' : 'silent';
}

function figure(words, name, { low, base, high }, write) {
  return make('div', {}, make('dt', {}, words.say(name)), make('dd', { class: 'figure' }, write(base)),
    make('dd', { class: 'hint' }, words.say('revenue.between', { low: write(low), high: write(high) })));
}

function rowsOf(body, view) {
  const { words } = view;
  const names = ['category', 'revenue.from', 'revenue.ads', 'revenue.fill', 'revenue.adFree', 'revenue.cpm'];
  const columns = names.map((name, i) => ({ name: words.say(name), number: i > 1 }));
  const lines = () => body.assumptions.map((it) => ({
    cells: [it.category && it.category !== '*' ? view.names.title(`category:${it.category}`) : words.say('revenue.every'), it.from, rangeText(it.adsPerViewerHour, words), words.percent(it.fill, 0),
      words.percent(it.adFree, 0), rangeText(it.cpm, words)],
  }));
  return { caption: words.say('revenue.assumptions'), columns, lines };
}

function daysOf(body, { words, clock }) {
  const [from, to] = [Date.parse(body.from), Date.parse(body.to) - 1].map((at) => clock.day(dayOf(at)));
  return from === to ? from : words.say('tile.days', { from, to });
}

/** What is assumed may be one figure, or a low, a base and a high one. */
function rangeText(it, words) {
  if (it === null || it === undefined) {
    return words.say('revenue.unset');
  }
  const each = typeof it === 'object' ? [it.low, it.base, it.high] : [it];
  return [...new Set(each.map((one) => words.amount(one)))].join(' – ');
}

export const REVENUE = {
  named: true,
  address: ADDRESS.revenue,
  judge: judgeRevenue,
  draw(content, body, view) {
    const { words } = view;
    const list = make('dl', { class: 'figures' },
      body.value
        ? figure(words, 'revenue.value', body.value, (it) => words.money(it, body.value.currency))
        : null,
      body.impressions ? figure(words, 'revenue.impressions', body.impressions, (it) => words.count(it)) : null,
      make('div', {}, make('dt', {}, words.say('hours')), make('dd', { class: 'figure' }, words.amount(body.hoursWatched))));
    content.replaceChildren(list);
    if (!body.value) {
      content.append(make('p', { class: 'said' }, words.say('revenue.noprice')));
    }
    return { about: words.say('revenue.about', { days: daysOf(body, view) }), rows: body.assumptions?.length ? rowsOf(body, view) : null };
  },
};
