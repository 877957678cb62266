/** How the hours watched are shared among categories. */

import { ADDRESS } from './api.js';
import { axis, colours, draw, plot, tip } from './chart.js';
import { make } from './dom.js';

const SHOWN = 7;

/** From this part on nothing is left untold: shares are rounded. */
const WHOLE = 0.9995;

/** The largest shares, and all others as one without an id: those that were not told, too. Pure. */
export function largest(share, shown = SHOWN) {
  const sorted = [...share].sort((a, b) => b.hoursWatched - a.hoursWatched);
  const sum = (list, name) => list.reduce((total, each) => total + each[name], 0);
  const part = sum(sorted, 'share');
  const whole = part >= WHOLE;
  if (part === 0 || (whole && sorted.length <= shown + 1)) {
    return sorted;
  }
  const told = sorted.slice(0, shown);
  const hours = sum(sorted, 'hoursWatched') / (whole ? 1 : part) - sum(told, 'hoursWatched');
  return [...told, { category: null, hoursWatched: hours, share: 1 - sum(told, 'share') }];
}

export function judgeShare({ share }) {
  return !share?.length ? 'short' : share.some((each) => each.hoursWatched > 0) ? 'ok' : 'silent';
}

const nameOf = (each, words) => (each.category === null ? words.say('share.others') : each.title || each.category);

function option(bars, { words }) {
  const colour = colours();
  return {
    grid: { left: 4, right: 56, top: 0, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: axis({ type: 'value', show: false, min: 0 }),
    yAxis: axis({ type: 'category', inverse: true, data: bars.map((bar) => nameOf(bar, words)), axisLabel: { width: 110, overflow: 'truncate', color: colour.ink } }),
    tooltip: tip('item', ({ dataIndex }) => make('div', {},
      make('p', { class: 'tip-head' }, nameOf(bars[dataIndex], words)),
      make('p', { class: 'tip-line' }, make('span', {}, words.say('hours')), make('b', {}, words.amount(bars[dataIndex].hoursWatched))))),
    series: [{
      type: 'bar',
      barMaxWidth: 22,
      data: bars.map((bar) => ({ value: bar.share, itemStyle: { color: bar.category === null ? colour.second : colour.accent, borderRadius: [0, 4, 4, 0] } })),
      label: { show: true, position: 'right', color: colour.ink, formatter: ({ value }) => words.percent(value) },
    }],
  };
}

export const SHARE = {
  address: ADDRESS.trends,
  judge: judgeShare,
  draw(content, body, view) {
    const { words } = view;
    body.share.forEach(({ category, title }) => view.names.name(`category:${category}`, title));
    const bars = largest(body.share);
    const label = words.say('share.label', { what: nameOf(bars[0], words), part: words.percent(bars[0].share) });
    draw(plot(content, 'bars'), option(bars, view), { words, label, decal: true });
    const columns = [{ name: words.say('category') }, { name: words.say('hours'), number: true }, { name: words.say('share'), number: true }];
    const lines = () => [...body.share].sort((a, b) => b.hoursWatched - a.hoursWatched)
      .map((each) => ({ cells: [nameOf(each, words), words.amount(each.hoursWatched), words.percent(each.share)] }));
    return { about: words.say('share.about'), rows: { caption: words.say('share.title'), columns, lines } };
  },
};
