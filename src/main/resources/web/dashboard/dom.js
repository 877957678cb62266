/** The few steps that every part of the page takes with the DOM. */

export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

/** Writes only what changed, so that screen readers and selections are left alone. */
export function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Fills in every element that names a sentence, in the language of these words. */
export function translate(root, words) {
  root.querySelectorAll('[data-word]').forEach((each) => write(each, words.say(each.dataset.word)));
  root.querySelectorAll('[data-label]').forEach((each) => each.setAttribute('aria-label', words.say(each.dataset.label)));
}

/** A new element with attributes and children; a child may be text, an element or nothing. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  });
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * A table of figures.
 *
 * @param {{name: string, number?: boolean, less?: boolean}[]} columns `less` ones give way on a phone
 * @param {{cells: (string | Node | null)[], at?: string}[]} rows the first cell names the row
 */
export function tableOf(caption, columns, rows) {
  const kind = ({ number, less }) => [number && 'number', less && 'less'].filter(Boolean).join(' ') || null;
  const head = columns.map((column) => make('th', { scope: 'col', class: kind(column) }, column.name));
  const lines = rows.map(({ cells, at }) => make('tr', { 'data-at': at }, ...cells.map((cell, i) => (i === 0
    ? make('th', { scope: 'row', class: kind(columns[0]) }, cell ?? '–')
    : make('td', { class: kind(columns[i]) }, cell ?? '–')))));
  return make('table', {}, make('caption', { class: 'spoken' }, caption),
    make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...lines));
}

/** The change of a figure: its direction by sign and shape, not by colour alone. */
export function changeOf(rate, words) {
  if (rate === null || rate === undefined) {
    return make('span', { class: 'change' }, '–');
  }
  const way = Math.abs(rate) < 0.0005 ? 'even' : rate > 0 ? 'up' : 'down';
  return make('span', { class: 'change', 'data-way': way }, words.change(rate));
}

/** A choice among a few values, shown as a drop-down. */
export function chooser(label, values, chosen, onChoose) {
  const options = values.map(([value, text]) => make('option', { value, selected: value === chosen }, text));
  const select = make('select', { 'aria-label': label }, ...options);
  select.addEventListener('change', () => onChoose(select.value));
  return select;
}
