/** What the page asks the server for, and what becomes of each answer. */

import { businessDays } from './period.js';
import { scopeOf } from './place.js';

const iso = (at) => new Date(at).toISOString().replace('.000Z', 'Z');

function url(path, values) {
  const query = new URLSearchParams();
  Object.entries(values).forEach(([name, value]) => value != null && query.set(name, value));
  return `/v1/${path}?${query}`;
}

const span = ({ from, to }) => ({ from: iso(from), to: iso(to) });

/** The address behind each part of the page. */
export const ADDRESS = {
  compare: ({ place, period }) => url('analytics/compare', {
    scope: place.scope,
    ...span(period),
    step: period.step,
    against: place.compare === 'none' ? 'previous' : place.compare,
    zone: place.zone,
  }),
  /** The same totals over whole business days, for what is told by days only. */
  days: ({ place, period }) => url('analytics/compare', {
    scope: place.scope,
    ...span(businessDays(period, 1)),
    step: '1d',
    against: place.compare === 'week' && period.to - period.from <= 7 * 86_400_000 ? 'week' : 'previous',
    zone: 'Asia/Seoul',
  }),
  trends: ({ place, period }) => url('analytics/trends', { scope: place.scope, ...span(businessDays(period)), zone: place.zone }),
  growth: ({ place }) => url('analytics/growth', { scope: place.scope, metric: place.metric, window: place.window, limit: 5, zone: place.zone }),
  daily: ({ place, period }) => (place.scope === 'platform'
    ? url('analytics/daily', { kind: place.kind, sort: place.sort, day: place.day, limit: 20 })
    : url('analytics/daily', { scope: place.scope, ...span(businessDays(period)), limit: 100 })),
  forecast: ({ place }) => url('analytics/forecast', { scope: place.scope, days: 7, zone: place.zone }),
  revenue: ({ place, period }) => url('analytics/revenue', { scope: place.scope, ...span(businessDays(period, 1)), zone: place.zone }),
  streams: ({ place }) => {
    const { kind, id } = scopeOf(place.scope);
    const narrow = kind === 'stream' || kind === 'broadcaster';
    return url('rankings/streams', { category: kind === 'category' ? id : null, limit: narrow ? 100 : 10 });
  },
  history: ({ place, period }) => {
    const { kind, id } = scopeOf(place.scope);
    return kind === 'stream' || kind === 'broadcaster'
      ? url(`${kind}s/${id}/history`, { ...span(period), step: period.step })
      : null;
  },
};

/** Why there is nothing to show, by status and error code. */
export function stateOf(status, code) {
  if (status === 422) {
    return code === 'not_enough_history' ? 'short' : code === 'range_too_long' ? 'long' : 'failed';
  }
  if (status === 404) {
    return code === 'scope_not_found' || code?.endsWith('_not_found') ? 'unknown' : 'missing';
  }
  return status === 429 || status >= 502 ? 'down' : 'failed';
}

const pending = new WeakMap();

/**
 * Parts of the page that ask the same at the same time, under one signal, share one request.
 *
 * @returns {Promise<{state: string, body?: object, said?: string}>} `ok` with a body, or why there is none
 */
export function ask(address, { signal, fresh = false } = {}) {
  if (!signal) {
    return asked(address, { fresh });
  }
  if (!pending.has(signal)) {
    pending.set(signal, new Map());
  }
  const known = pending.get(signal);
  if (!known.has(address)) {
    known.set(address, asked(address, { signal, fresh }).finally(() => known.delete(address)));
  }
  return known.get(address);
}

async function asked(address, { signal, fresh }) {
  try {
    const answer = await fetch(address, {
      signal, headers: { Accept: 'application/json' }, cache: fresh ? 'no-cache' : 'default',
    });
    const body = await answer.json().catch(() => null);
    if (answer.ok && body !== null) {
      return { state: 'ok', body };
    }
    return { state: stateOf(answer.status, body?.code), said: body?.message ?? `HTTP ${answer.status}` };
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    return { state: 'down', said: String(failure.message) };
  }
}

/** Saves the same figures as a file for spreadsheets; false where the server had none. */
export async function saveCsv(address) {
  const answer = await fetch(`${address}&bom=1`, { headers: { Accept: 'text/csv' } }).catch(() => null);
  if (!answer?.ok || !answer.headers.get('Content-Type')?.startsWith('text/csv')) {
    return false;
  }
  const named = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = named?.[1] ?? 'headcount.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return true;
}
