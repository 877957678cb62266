/** The connection's state in the page's head, and a notice with the reason wherever it is not live. */

import { part, write } from './dom.js';

export class Status {
  #root;
  #notice;

  constructor(root, { onRetry, onAgain, onEnterToken }) {
    this.#root = root;
    this.#notice = part(root, 'notice');
    part(root, 'retry').addEventListener('click', onRetry);
    part(root, 'again').addEventListener('click', onAgain);
    part(root, 'enter-token').addEventListener('click', onEnterToken);
  }

  show(view, words, now, { online, problem }) {
    this.#root.dataset.connection = view.phase;
    write(part(this.#root, 'state'), words.say(`state.${view.phase}`));
    const reason = reasonOf(view, words, { online, problem });
    this.#notice.hidden = reason === '';
    this.#notice.dataset.phase = view.phase;
    write(part(this.#root, 'reason'), reason);
    this.showCountdown(view, words, now);
    this.#act('retry', 'act.now', view.phase === 'waiting', words);
    const over = view.phase === 'refused' || view.phase === 'closed';
    this.#act('again', 'act.again', over, words);
    this.#act('enter-token', 'act.token', view.phase === 'refused' && view.code === 4401, words);
  }

  /** The seconds until the next attempt; kept out of the spoken status, which it would flood. */
  showCountdown(view, words, now) {
    const seconds = Math.max(0, Math.ceil((view.dueAt - now) / 1000));
    const counting = view.phase === 'waiting';
    const text = counting ? words.say('state.waiting.in', { seconds: words.number(seconds) }) : '';
    write(part(this.#root, 'countdown'), text);
  }

  #act(name, key, wanted, words) {
    const button = part(this.#root, name);
    button.hidden = !wanted;
    write(button, words.say(key));
  }
}

function reasonOf(view, words, { online, problem }) {
  if (view.phase === 'live') {
    const sentences = problem ? [words.error(problem)] : [];
    return [...sentences, ...(view.moving ? [words.say('state.moving')] : [])].join(' ');
  }
  const sentences = view.code ? [words.close(view.code)] : [];
  if (!online) {
    sentences.push(words.say('state.offline'));
  }
  return sentences.join(' ');
}
