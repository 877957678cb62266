/**
 * A chart in an element: ECharts in the page's colours and language. Drawn on a canvas, so that no
 * inline style is needed; it names itself to screen readers by the sentence it is given.
 */

/* global echarts */

const charts = new WeakMap();

/** The page's colours as they are now, light or dark. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return Object.fromEntries(['sheet', 'ink', 'quiet', 'line', 'accent', 'second', 'wash', 'warn', 'cold', 'hot'].map((n) => [n, of(n)]));
}

/** The chart's place within that content, made where there is none. */
export function plot(content, size = '') {
  let element = content.querySelector('.plot');
  if (!element) {
    element = document.createElement('div');
    element.className = `plot ${size}`.trim();
    content.replaceChildren(element);
  }
  return element;
}

/** Draws these options; `label` says in words what is to be seen, `decal` adds patterns to colours. */
export function draw(element, option, { words, label, decal = false }) {
  const locale = words.lang === 'ko' ? 'KO' : 'EN';
  let known = charts.get(element);
  if (known && known.locale !== locale) {
    known.sizes.disconnect();
    known.chart.dispose();
    known = undefined;
  }
  if (!known) {
    const chart = echarts.init(element, null, { renderer: 'canvas', locale });
    const sizes = new ResizeObserver(() => chart.resize());
    sizes.observe(element);
    known = { chart, locale, sizes };
    charts.set(element, known);
  }
  known.chart.setOption({ ...common(), ...option, aria: { enabled: true, label: { description: label }, decal: { show: decal } } }, true);
  element.setAttribute('aria-label', label);
  element.setAttribute('role', 'img');
  return known.chart;
}

function common() {
  const { ink } = colours();
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
  };
}

/** An axis without ornament. */
export function axis(more) {
  const { line, quiet } = colours();
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    ...more,
    axisLabel: { color: quiet, fontSize: 12, hideOverlap: true, ...more.axisLabel },
    ...(more.lines ? { splitLine: { show: true, lineStyle: { color: line } } } : {}),
  };
}

/** What is shown beside the pointer: built from elements, since inline styles are not allowed. */
export function tip(trigger, content) {
  const { sheet, line, ink, quiet } = colours();
  return {
    trigger,
    confine: true,
    className: 'tip',
    backgroundColor: sheet,
    borderColor: line,
    textStyle: { color: ink, fontSize: 13 },
    axisPointer: { type: 'line', lineStyle: { color: quiet } },
    formatter: content,
  };
}

/** Lets the arrow keys walk through the points of a chart; `spoken(i)` tells one. */
export function walk(element, chart, length, spoken) {
  element.tabIndex = 0;
  let at = length;
  element.onkeydown = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12, Home: -length, End: length }[event.key];
    if (step === undefined) {
      return;
    }
    event.preventDefault();
    at = Math.min(length - 1, Math.max(0, at + step));
    chart.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: at });
    spoken(at);
  };
  element.onblur = () => chart.dispatchAction({ type: 'hideTip' });
}
