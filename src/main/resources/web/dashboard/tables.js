/** The tables: who is on top now, who moved, and how single days went. */

import { ADDRESS } from './api.js';
import { changeOf, chooser, make, tableOf } from './dom.js';
import { scopeOf } from './place.js';

/** A name that leads to its own page; the address says so too. */
export function scopeLink(scope, title, view, under = null) {
  const name = title || scopeOf(scope)?.id || scope;
  const link = make('a', { href: view.addressOf({ scope }), class: 'name' }, name);
  link.addEventListener('click', (event) => {
    if (!event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      view.go({ scope });
    }
  });
  return under ? make('span', {}, link, make('small', {}, under)) : link;
}

function scrolled(caption, columns, rows) {
  return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, tableOf(caption, columns, rows));
}

/** The streams of a ranking that belong to the scope. Pure. */
export function within(items, scope) {
  const { kind, id } = scopeOf(scope);
  return kind === 'stream' || kind === 'broadcaster' ? items.filter((item) => item[kind] === id) : items;
}

export const STREAMS = {
  named: true,
  address: ADDRESS.streams,
  judge: (body, { place }) => (within(body.items, place.scope).length > 0 ? 'ok' : 'silent'),
  draw(content, body, view) {
    const { words, clock } = view;
    const items = within(body.items, view.place.scope).slice(0, 10);
    const most = items[0].viewers;
    const columns = [{ name: '#' }, { name: words.say('stream') }, { name: words.say('category'), less: true }, { name: words.say('viewers'), number: true }];
    const rows = items.map((item) => {
      const bar = make('i', { class: 'length', 'aria-hidden': 'true' });
      bar.style.setProperty('--part', item.viewers / most);
      const under = item.broadcaster ? view.names.title(`broadcaster:${item.broadcaster}`) : null;
      const category = item.category
        ? scopeLink(`category:${item.category}`, view.names.title(`category:${item.category}`), view) : null;
      return { cells: [String(item.rank), scopeLink(`stream:${item.stream}`, item.title, view, under), category, make('span', {}, words.count(item.viewers), bar)] };
    });
    content.replaceChildren(scrolled(words.say('streams.title'), columns, rows));
    return { about: words.say('streams.about', { time: clock.time(body.asOf), zone: clock.name }) };
  },
};

export const MOVERS = {
  named: true,
  address: ADDRESS.growth,
  judge: (body) => (body.current === null && !body.risers?.length && !body.fallers?.length ? 'short' : 'ok'),
  tools(element, { words, place, go }) {
    element.replaceChildren(
      chooser(words.say('metric'), ['hours', 'average', 'uniques', 'airtime'].map((it) => [it, words.say(`metric.${it}`)]), place.metric, (metric) => go({ metric })),
      chooser(words.say('window'), ['7d', '28d'].map((it) => [it, words.say(`window.${it}`)]), place.window, (window) => go({ window })));
  },
  draw(content, body, view) {
    const { words } = view;
    const own = make('p', { class: 'own-rate' }, make('span', {}, view.title), ' ', growthOf(body, words),
      make('small', {}, words.say('movers.from', { current: words.amount(body.current), previous: words.amount(body.previous) })));
    const columns = [{ name: words.say('broadcaster') }, { name: words.say('now'), number: true },
      { name: words.say('before'), number: true, less: true }, { name: words.say('change'), number: true }];
    const list = (name, all) => {
      const rows = (all ?? []).slice(0, 5).map((it) => ({
        cells: [scopeLink(it.scope, it.title, view), words.amount(it.current), words.amount(it.previous), changeOf(it.rate, words)],
      }));
      return rows.length ? [make('h3', {}, words.say(name)), scrolled(words.say(name), columns, rows)] : [];
    };
    content.replaceChildren(own, ...list('risers', body.risers), ...list('fallers', body.fallers));
    return { about: words.say('movers.about') };
  },
};

function growthOf({ rate, reason }, words) {
  return rate === null || rate === undefined
    ? make('span', { class: 'against' }, words.say(`reason.${reason ?? 'no_data'}`))
    : changeOf(rate, words);
}

function dayColumns(first, words, growth) {
  return [{ name: first }, { name: words.say('hours'), number: true }, { name: words.say('average'), number: true },
    { name: words.say('peak'), number: true }, { name: words.say('uniques'), number: true }, { name: words.say('returning'), number: true, less: true },
    { name: words.say('watch'), number: true, less: true }, { name: words.say('airtime'), number: true }, { name: words.say('broadcasts'), number: true, less: true },
    ...(growth ? [{ name: words.say('change'), number: true }] : [])];
}

function figures(item, { words, clock }) {
  const peak = item.peakAt ? make('span', { title: `${clock.moment(Date.parse(item.peakAt))} ${clock.name}` }, words.count(item.peak)) : words.count(item.peak);
  return [words.amount(item.hoursWatched), words.count(item.average), peak, words.count(item.uniques), words.count(item.returning7d),
    words.duration(item.watchMedianSeconds), words.amount(item.airtimeHours), words.count(item.broadcasts)];
}

/** Below the platform: the scope's own days. On it: who had which day. */
export const DAYS = {
  named: true,
  address: ADDRESS.daily,
  judge: (body) => (body.items?.length ? 'ok' : 'silent'),
  tools(element, { words, place, go }) {
    if (place.scope !== 'platform') {
      element.replaceChildren();
      return;
    }
    element.replaceChildren(
      chooser(words.say('kind'), ['broadcaster', 'stream', 'category'].map((it) => [it, words.say(`kind.${it}`)]), place.kind, (kind) => go({ kind })),
      chooser(words.say('sort'), ['hours', 'growth'].map((it) => [it, words.say(`sort.${it}`)]), place.sort, (sort) => go({ sort })),
      dayField(words, place, go));
  },
  draw(content, body, view) {
    const { words, clock } = view;
    const ranking = view.place.scope === 'platform';
    const growth = body.items.some((item) => item.growth !== null && item.growth !== undefined);
    const first = ranking ? words.say(view.place.kind) : words.say('day');
    body.items.forEach((item) => view.names.name(item.scope, item.title));
    const items = ranking ? body.items : [...body.items].sort((a, b) => b.day.localeCompare(a.day));
    const rows = items.map((item) => ({
      at: item.day ?? body.day,
      cells: [ranking ? scopeLink(item.scope, item.title, view, item.category ? view.names.title(`category:${item.category}`) : null) : clock.day(item.day),
        ...figures(item, view), ...(growth ? [changeOf(item.growth, words)] : [])],
    }));
    content.replaceChildren(scrolled(words.say('days.title'), dayColumns(first, words, growth), rows));
    const field = content.parentElement.querySelector('[data-part="tools"] input');
    if (field && body.day) {
      field.value = body.day;
    }
    const final = body.final === false || body.items.some((item) => item.final === false) ? ` ${words.say('days.provisional')}` : '';
    return { about: (ranking ? words.say('days.of', { day: clock.day(body.day) }) : words.say('days.about')) + final };
  },
};

function dayField(words, place, go) {
  const field = make('input', { type: 'date', 'aria-label': words.say('day'), value: place.day });
  field.addEventListener('change', () => (field.value || place.day) && go({ day: field.value || null }));
  return field;
}
