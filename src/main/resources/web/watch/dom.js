/** The few steps that every part of the page takes with the DOM. */

export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
export const field = (root, name) => root.querySelector(`[data-field="${name}"]`);

/** Writes only what changed, so that screen readers and selections are left alone. */
export function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Fills in every element that names a sentence, in the language of these words. */
export function translate(root, words) {
  root.querySelectorAll('[data-word]').forEach((each) => write(each, words.say(each.dataset.word)));
  root
    .querySelectorAll('[data-label]')
    .forEach((each) => each.setAttribute('aria-label', words.say(each.dataset.label)));
}
