import { fact, same } from './check.js';
import { judgeForecast } from '../dashboard/forecast.js';
import { cellsOf, judgeHeat } from '../dashboard/heat.js';
import { judgeCompare, lonely, recoveringSpans } from '../dashboard/line.js';
import { judgeRevenue } from '../dashboard/revenue.js';
import { judgeShare, largest } from '../dashboard/share.js';
import { within } from '../dashboard/tables.js';
import { dayBefore } from '../dashboard/tiles.js';

fact('no broadcast, not measured and zero viewers are three things', () => {
  const compare = (currents, airtime) => ({ pairs: currents.map((current) => ({ current })), totals: { airtimeHours: { current: airtime } } });
  same(judgeCompare(compare([null, 0, null], 1)), 'ok');
  same(judgeCompare(compare([null, null], 1)), 'unmeasured');
  same(judgeCompare(compare([null, null], 0)), 'silent');
  same(judgeCompare(compare([], null)), 'silent');
});

fact('steps in which something was recovering are shaded together', () => {
  const step = 300_000;
  const points = [0, 60, 300, 0, 5, null].map((recovering, i) => ({ at: new Date(i * step).toISOString(), recovering }));
  same(recoveringSpans(points, step), [[step, 3 * step], [4 * step, 5 * step]]);
  same(recoveringSpans([{ at: '2026-11-14T00:00:00Z' }], step), []);
});

fact('a point between two gaps is marked, since no line leads to it', () => {
  same(lonely([1, null, 2, null, 3, 4, null]), [0, 2]);
  same(lonely([null, null]), []);
});

fact('the live count is held against the same time of the day before', () => {
  const pairs = ['2026-11-20T21:00:00Z', '2026-11-20T21:05:00Z', '2026-11-20T21:10:00Z'].map((at) => ({ at }));
  same(dayBefore(pairs, '5m', Date.parse('2026-11-21T21:09:59Z')).at, '2026-11-20T21:05:00Z');
  same(dayBefore(pairs, '5m', Date.parse('2026-11-21T21:15:00Z')), null);
  same(dayBefore(pairs, '1d', Date.parse('2026-11-21T21:09:59Z')), null);
});

fact('a cell that was not measured is no cell', () => {
  same(cellsOf([[1, null], [0, 2]]), [[0, 0, 1], [0, 1, 0], [1, 1, 2]]);
  same([[[null]], [[0]], [[1]]].map((heatmap) => judgeHeat({ heatmap })), ['short', 'silent', 'ok']);
});

fact('small categories are told as one, without losing any', () => {
  const share = [1, 5, 2, 4, 3].map((hours) => ({ category: `c${hours}`, hoursWatched: hours, share: hours / 15 }));
  same(largest(share, 2).map(({ category, hoursWatched }) => [category, hoursWatched]), [['c5', 5], ['c4', 4], [null, 6]]);
  same(largest(share, 4).length, 5);
  const top = largest([{ category: 'a', hoursWatched: 30, share: 0.5 }, { category: 'b', hoursWatched: 15, share: 0.25 }]);
  same(top.map(({ category, hoursWatched, share: part }) => [category, hoursWatched, part]), [['a', 30, 0.5], ['b', 15, 0.25], [null, 15, 0.25]]);
  same([[], [{ hoursWatched: 0 }], [{ hoursWatched: 1 }]].map((each) => judgeShare({ share: each })), ['short', 'silent', 'ok']);
});

fact('a forecast and an estimate say when they have nothing', () => {
  same([[], [{ value: 0 }], [{ value: 1 }]].map((points) => judgeForecast({ points })), ['short', 'silent', 'ok']);
  same([null, 0, 1].map((hoursWatched) => judgeRevenue({ hoursWatched })), ['unmeasured', 'silent', 'ok']);
});

fact('a broadcaster has only its own streams', () => {
  const items = [{ stream: 's1', broadcaster: 'b1' }, { stream: 's2', broadcaster: 'b2' }, { stream: 's3', broadcaster: null }];
  same(within(items, 'broadcaster:b2').map(({ stream }) => stream), ['s2']);
  same(within(items, 'stream:s3').map(({ stream }) => stream), ['s3']);
  same(within(items, 'category:c').length, 3);
});
