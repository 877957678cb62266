/** A few words for writing facts about the page's modules down. */

export const facts = [];

export function fact(name, check) {
  facts.push({ name, check });
}

export function same(found, expected, what = '') {
  const [left, right] = [found, expected].map((value) => JSON.stringify(value));
  if (left !== right) {
    throw new Error(`${what} expected ${right} but was ${left}`);
  }
}

/** Runs every fact; a failed one carries its message. */
export function runAll() {
  return facts.map(({ name, check }) => {
    try {
      check();
      return { name, failure: '' };
    } catch (failure) {
      return { name, failure: String(failure.stack ?? failure) };
    }
  });
}
