/** When the audience is there: average viewers by hour of the week, and the prime time. */

import { ADDRESS } from './api.js';
import { axis, colours, draw, plot, tip } from './chart.js';
import { make } from './dom.js';
import { businessDays } from './period.js';

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** `[hour, weekday, value]` of every measured cell; Monday is 0. Pure. */
export function cellsOf(heatmap) {
  return heatmap.flatMap((row, day) => row.flatMap((value, hour) => (value === null ? [] : [[hour, day, value]])));
}

export function judgeHeat({ heatmap }) {
  const cells = cellsOf(heatmap ?? []);
  return cells.length === 0 ? 'short' : cells.some(([, , value]) => value > 0) ? 'ok' : 'silent';
}

function option(body, view, weekdays) {
  const { words } = view;
  const colour = colours();
  const cells = cellsOf(body.heatmap);
  const most = cells.reduce((best, [, , value]) => Math.max(best, value), 0);
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 52, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: axis({ type: 'category', data: HOURS, axisLabel: { interval: (i) => i % 3 === 0 } }),
    yAxis: axis({ type: 'category', data: weekdays, inverse: true }),
    visualMap: {
      type: 'continuous',
      min: 0,
      max: Math.max(1, most),
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemWidth: 12,
      itemHeight: 140,
      text: [words.compact(most), '0'],
      textStyle: { color: colour.quiet },
      inRange: { color: [colour.cold, colour.hot] },
    },
    tooltip: tip('item', ({ data: [hour, day, value] }) => make('div', {},
      make('p', { class: 'tip-head' }, words.say('heat.cell', { day: weekdays[day], from: HOURS[hour], to: HOURS[(hour + 1) % 24] })),
      make('p', { class: 'tip-line' }, make('span', {}, words.say('average')), make('b', {}, words.count(value))))),
    series: [{
      type: 'heatmap',
      data: cells,
      itemStyle: { borderColor: colour.sheet, borderWidth: 2, borderRadius: 3 },
      emphasis: { itemStyle: { borderColor: colour.ink } },
    }],
  };
}

function primeText(primeTime, words) {
  return ['weekdays', 'weekends'].flatMap((kind) => {
    const prime = primeTime?.[kind];
    return prime ? [words.say(`prime.${kind}`, { from: HOURS[prime.from], to: HOURS[prime.to % 24] })] : [];
  });
}

function rowsOf(body, { words }, weekdays) {
  const columns = [{ name: words.say('weekday') }, ...HOURS.map((name) => ({ name, number: true }))];
  const lines = () => body.heatmap.map((row, day) => ({ cells: [weekdays[day], ...row.map((value) => words.count(value))] }));
  return { caption: words.say('heat.title'), columns, lines };
}

export const HEAT = {
  address: ADDRESS.trends,
  judge: judgeHeat,
  draw(content, body, view) {
    const { words, clock, period } = view;
    const weekdays = body.heatmap.map((_, day) => clock.weekday(day));
    const [hour, day, value] = cellsOf(body.heatmap).reduce((best, cell) => (cell[2] > best[2] ? cell : best));
    const label = words.say('heat.label', { day: weekdays[day], hour: HOURS[hour], value: words.count(value) });
    draw(plot(content, 'heat'), option(body, view, weekdays), { words, label });
    const days = words.say(businessDays(period).longer ? 'heat.longer' : 'heat.about', { zone: clock.name });
    return { about: [days, ...primeText(body.primeTime, words)].join(' '), rows: rowsOf(body, view, weekdays) };
  },
};
