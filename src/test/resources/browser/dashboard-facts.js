import { fact, same } from './check.js';
import { ADDRESS, stateOf } from '../dashboard/api.js';
import { Clock } from '../dashboard/clock.js';
import { businessDays, periodOf } from '../dashboard/period.js';
import { DEFAULTS, readPlace, scopeOf, writePlace } from '../dashboard/place.js';
import { offers } from '../dashboard/scope-search.js';
import { EN } from '../dashboard/words-en.js';
import { KO } from '../dashboard/words-ko.js';
import { Words } from '../dashboard/words.js';
import { dayOf, dayStart, offsetMillis, plusDays, shifted, unshifted } from '../dashboard/zone.js';

const at = (text) => Date.parse(text);
const iso = (millis) => new Date(millis).toISOString();
const place = (changes) => ({ ...DEFAULTS, ...changes });
const period = (changes, now) => {
  const { from, to, step } = periodOf(place(changes), at(now));
  return [iso(from), iso(to), step];
};

fact('nine in Seoul is midnight in UTC', () => {
  const midnight = at('2026-11-14T00:00:00Z');
  same(offsetMillis(midnight, 'Asia/Seoul'), 9 * 3_600_000);
  same(iso(shifted(midnight, 'Asia/Seoul')), '2026-11-14T09:00:00.000Z');
  same(unshifted(shifted(midnight, 'Asia/Seoul'), 'Asia/Seoul'), midnight);
  same(new Clock('Asia/Seoul', 'en').time(midnight), '09:00');
  same(new Clock('UTC', 'en').time(midnight), '00:00');
});

fact('a zone that changes its clock is shifted by the offset of each instant', () => {
  same(offsetMillis(at('2026-07-01T00:00:00.500Z'), 'Europe/Paris'), 7_200_000);
  same(offsetMillis(at('2026-12-01T00:00:00Z'), 'Europe/Paris'), 3_600_000);
  same(iso(dayStart('2026-10-25', 'Europe/Paris')), '2026-10-24T22:00:00.000Z');
  same(iso(dayStart('2026-10-25', 'Europe/Paris', 1)), '2026-10-25T23:00:00.000Z');
});

fact('a day begins at midnight of its zone', () => {
  same(dayOf(at('2026-11-20T15:00:00Z'), 'Asia/Seoul'), '2026-11-21');
  same(dayOf(at('2026-11-20T14:59:59Z'), 'Asia/Seoul'), '2026-11-20');
  same(iso(dayStart('2026-11-21', 'Asia/Seoul')), '2026-11-20T15:00:00.000Z');
  same(plusDays('2026-12-31', 1), '2027-01-01');
});

fact('a range is told in whole steps that are over', () => {
  const now = '2026-11-21T21:07:31Z';
  same(period({ range: '24h' }, now), ['2026-11-20T21:05:00.000Z', '2026-11-21T21:05:00.000Z', '5m']);
  same(period({ range: '7d' }, now), ['2026-11-14T21:00:00.000Z', '2026-11-21T21:00:00.000Z', '1h']);
  same(period({ range: '30d' }, now), ['2026-10-22T21:00:00.000Z', '2026-11-21T21:00:00.000Z', '1h']);
  same(period({ range: '90d' }, now), ['2026-08-23T15:00:00.000Z', '2026-11-21T15:00:00.000Z', '1d']);
  same(period({ range: '90d', zone: 'UTC' }, now), ['2026-08-23T00:00:00.000Z', '2026-11-21T00:00:00.000Z', '1d']);
});

fact('an own range is whole days of the zone and does not reach into the future', () => {
  const own = (from, to, zone = 'Asia/Seoul') => period({ range: 'own', from, to, zone }, '2026-11-21T21:07:31Z');
  same(own('2026-11-14', '2026-11-14'), ['2026-11-13T15:00:00.000Z', '2026-11-14T15:00:00.000Z', '5m']);
  same(own('2026-11-14', '2026-11-14', 'UTC'), ['2026-11-14T00:00:00.000Z', '2026-11-15T00:00:00.000Z', '5m']);
  same(own('2026-11-14', '2026-11-22'), ['2026-11-13T15:00:00.000Z', '2026-11-21T21:00:00.000Z', '1h']);
  same(own('2026-01-01', '2026-11-22')[2], '1d');
  const wrong = (changes) => periodOf(place({ range: 'own', ...changes }), at('2026-11-21T21:07:31Z')).wrong;
  same(wrong({}), 'own.missing');
  same(wrong({ from: '2026-11-14', to: '2026-11-13' }), 'own.order');
  same(wrong({ from: '2026-12-01', to: '2026-12-02' }), 'own.future');
});

fact('less than a week has the hours of 28 business days behind it', () => {
  const days = (from, to) => {
    const found = businessDays({ from: at(from), to: at(to) });
    return [iso(found.from), iso(found.to), found.longer];
  };
  same(days('2026-11-20T21:05:00Z', '2026-11-21T21:05:00Z'), ['2026-10-24T15:00:00.000Z', '2026-11-21T15:00:00.000Z', true]);
  same(days('2026-11-14T21:00:00Z', '2026-11-21T21:00:00Z'), ['2026-11-14T15:00:00.000Z', '2026-11-21T15:00:00.000Z', false]);
  const one = businessDays({ from: at('2026-11-20T21:05:00Z'), to: at('2026-11-21T21:05:00Z') }, 1);
  same([iso(one.from), iso(one.to), one.longer], ['2026-11-20T15:00:00.000Z', '2026-11-21T15:00:00.000Z', false]);
});

fact('the address holds the whole place, and defaults are left out', () => {
  const there = {
    scope: 'broadcaster:b-1', range: 'own', from: '2026-11-01', to: '2026-11-10', compare: 'week', zone: 'UTC', lang: 'ko',
    metric: 'uniques', window: '28d', kind: 'stream', sort: 'growth', day: '2026-11-09', open: 'heat,line',
  };
  const address = writePlace('http://x/dashboard?keep=1', there);
  same(address.startsWith('/dashboard?keep=1&scope=broadcaster:b-1&'), true, address);
  same(readPlace(`http://x${address}`), there);
  same(writePlace('http://x/dashboard?range=7d', DEFAULTS), '/dashboard');
});

fact('what the address says wrongly is left at its default', () => {
  same(readPlace('http://x/dashboard?scope=room:1&range=3d&from=2026-02-30&zone=Mars&lang=fr&open=<b>&metric='), DEFAULTS);
  same(['platform', 'category:a', 'stream:a_-1'].map((text) => scopeOf(text)?.kind), ['platform', 'category', 'stream']);
  same(['platform:x', 'stream', 'stream:', 'stream:a b', 'stream:a:b', ''].map(scopeOf), [null, null, null, null, null, null]);
});

fact('every part asks for its own range, scope and zone', () => {
  const view = { place: place({ scope: 'stream:s1', compare: 'none' }), period: { from: 0, to: 3_600_000, step: '5m' } };
  same(ADDRESS.compare(view), '/v1/analytics/compare?scope=stream%3As1&from=1970-01-01T00%3A00%3A00Z&to=1970-01-01T01%3A00%3A00Z&step=5m&against=previous&zone=Asia%2FSeoul');
  same(ADDRESS.history(view), '/v1/streams/s1/history?from=1970-01-01T00%3A00%3A00Z&to=1970-01-01T01%3A00%3A00Z&step=5m');
  same(ADDRESS.history({ ...view, place: place({}) }), null);
  same(ADDRESS.daily({ ...view, place: place({ day: '2026-11-09' }) }), '/v1/analytics/daily?kind=broadcaster&sort=hours&day=2026-11-09&limit=20');
});

fact('a refusal says why there is nothing', () => {
  same([[422, 'not_enough_history'], [422, 'range_too_long'], [404, 'scope_not_found'], [404, 'not_found'], [404], [429],
    [503, 'reader_unavailable'], [400, 'bad_range'], [500]].map(([status, code]) => stateOf(status, code)),
  ['short', 'long', 'unknown', 'missing', 'missing', 'down', 'down', 'failed', 'failed']);
});

fact('the search offers who is on now, and any id', () => {
  const names = { find: (text) => [{ scope: 'stream:abc', kind: 'stream', id: 'abc', title: 'A' }].filter(({ id }) => id.includes(text)) };
  const scopes = (text) => offers(text, names).map(({ scope }) => scope);
  same(scopes(''), ['platform', 'stream:abc']);
  same(scopes('abc'), ['stream:abc', 'broadcaster:abc', 'category:abc']);
  same(scopes('category:x'), ['category:x']);
  same(scopes('방송'), []);
});

fact('numbers are written as the language does', () => {
  const [en, ko] = [new Words('en'), new Words('ko')];
  same([en.count(1234567.6), ko.count(1234567.6), en.count(null)], ['1,234,568', '1,234,568', '–']);
  same([en.compact(12_500), ko.compact(12_500)], ['12.5K', '1.3만']);
  same([en.amount(99.94), en.amount(100.4), en.percent(0.105), en.ratio(1)], ['99.9', '100', '10.5%', '1.00']);
  same([en.change(0.25), en.change(-0.25), en.change(0), en.change(12)], ['+25.0%', '\u221225.0%', '0.0%', '+1,200%']);
  same([en.duration(312.4), en.duration(3600), ko.duration(5415)], ['5m 12s', '1h 00m', '1시간 30분']);
});

fact('the dashboard says the same things in both languages', () => {
  same(Object.keys(KO), Object.keys(EN));
  const values = (sentence) => [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  Object.keys(EN).forEach((key) => same(values(KO[key]), values(EN[key]), key));
});
