import { fact, same } from './check.js';
import { Samples } from '../watch/samples.js';
import { Store } from '../watch/store.js';
import { trace } from '../watch/trace.js';

const viewers = (stream, count, quality = 'exact') => ({
  type: 'viewers', stream, viewers: count, connections: count + 1, anonymous: 1, asOf: 5, quality,
});

fact('the newest figures of a stream stand, others are left alone', () => {
  const store = new Store();
  store.add('a');
  same(store.apply(viewers('b', 1), 0), null);
  store.apply(viewers('a', 1), 0);
  same(store.apply(viewers('a', 3, 'recovering'), 10), 'a');
  same(store.get('a').figures, { viewers: 3, connections: 4, anonymous: 1, asOf: 5, quality: 'recovering' });
});

fact('without a connection the last figures stay, but are not current', () => {
  const store = new Store();
  store.add('a');
  store.apply(viewers('a', 2), 0);
  store.interrupt(1000);
  same([store.get('a').current, store.get('a').figures.viewers], [false, 2]);
});

fact('an ended broadcast can be taken up again', () => {
  const store = new Store();
  store.add('a');
  store.apply(viewers('a', 2), 0);
  store.apply({ type: 'left', stream: 'a' }, 5);
  same(store.get('a').phase, 'ended');
  store.add('a');
  same(store.get('a').phase, 'joining');
});

fact('one sample a second is kept, the newest, and only the window and what held before it', () => {
  const samples = new Samples();
  samples.add(1000, 1);
  samples.add(1400, 2);
  samples.add(2500, 3);
  same(samples.list(), [{ at: 1000, viewers: 2 }, { at: 2500, viewers: 3 }]);
  samples.add(2500 + 300_000, 4);
  same(samples.list().map(({ viewers: count }) => count), [3, 4]);
});

fact('the change of the last minute is known once there is a minute', () => {
  const samples = new Samples();
  samples.add(0, 10);
  samples.add(30_000, 14);
  same(samples.change(59_000, 60_000), null);
  same(samples.change(60_000, 60_000), 4);
  same(samples.change(90_000, 60_000), 0);
});

fact('a trace is made of steps, ends now and has a gap where nobody told us', () => {
  const samples = [{ at: 0, viewers: 10 }, { at: 150_000, viewers: 20 }, { at: 200_000, viewers: null }, { at: 250_000, viewers: 15 }];
  const drawn = trace(samples, 300_000, { width: 300, height: 100, pad: 0 });
  same(drawn.line, 'M0 100H150L150 0H200M250 50H300');
  same([drawn.low, drawn.high, drawn.end], [10, 20, { x: 300, y: 50 }]);
  same(trace([...samples, { at: 280_000, viewers: null }], 300_000, { width: 300, height: 100 }).end, null);
  same(trace([], 0, { width: 300, height: 100 }).line, '');
});
