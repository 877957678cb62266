/** What the page's address says, and back: all of the page's state. Pure: addresses are texts. */

import { RANGES } from './period.js';

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const CHOICES = {
  range: [...Object.keys(RANGES), 'own'],
  compare: ['previous', 'week', 'none'],
  zone: ['Asia/Seoul', 'UTC'],
  lang: ['ko', 'en'],
  metric: ['hours', 'average', 'uniques', 'airtime'],
  window: ['7d', '28d'],
  kind: ['broadcaster', 'stream', 'category'],
  sort: ['hours', 'growth'],
};

export const DEFAULTS = {
  scope: 'platform',
  range: '24h',
  from: null,
  to: null,
  compare: 'previous',
  zone: 'Asia/Seoul',
  lang: null,
  metric: 'hours',
  window: '7d',
  kind: 'broadcaster',
  sort: 'hours',
  day: null,
  open: '',
};

/** `{kind, id}` of `platform`, `category:games` and so on, or null where it is none. */
export function scopeOf(text) {
  const [kind, id, more] = text.split(':');
  if (kind === 'platform') {
    return id === undefined ? { kind, id: null } : null;
  }
  const known = ['category', 'broadcaster', 'stream'].includes(kind);
  return known && more === undefined && ID.test(id ?? '') ? { kind, id } : null;
}

export const isId = (text) => ID.test(text);

function isDay(text) {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

function good(name, text) {
  switch (name) {
    case 'scope':
      return scopeOf(text) !== null;
    case 'from':
    case 'to':
    case 'day':
      return isDay(text);
    case 'open':
      return /^[a-z,]*$/.test(text);
    default:
      return CHOICES[name].includes(text);
  }
}

/** What cannot be understood is left at its default. */
export function readPlace(href) {
  const query = new URL(href).searchParams;
  const place = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS)) {
    const text = query.get(name);
    if (text !== null && good(name, text)) {
      place[name] = text;
    }
  }
  return place;
}

/** The address of the same page in that place; defaults are left out, what is not ours is kept. */
export function writePlace(href, place) {
  const url = new URL(href);
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    url.searchParams.delete(name);
    if (place[name] !== usual && place[name] !== null) {
      url.searchParams.set(name, place[name]);
    }
  }
  const query = url.searchParams.toString().replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',');
  return url.pathname + (query ? `?${query}` : '') + url.hash;
}
