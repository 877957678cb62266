/** What the link asks of the transport. Each effect is a plain value, so that a test can compare it. */

export const open = (socket, attempt) => ({ do: 'open', socket: socket.id, attempt });
export const send = (socket, frame) => ({ do: 'send', socket: socket.id, frame });
export const close = (socket) => ({ do: 'close', socket: socket.id, code: 1000 });
export const timer = (name, millis) => ({ do: 'timer', name, millis });
export const cancel = (name) => ({ do: 'cancel', name });
export const figures = (frame) => ({ do: 'figures', frame });
export const cancelAll = () =>
  ['retry', 'heartbeat', 'patience', 'probe', 'handover'].map(cancel);
