package headcount.socket;

import io.netty.buffer.ByteBuf;

/** A client's end of one WebSocket. Confined to its event loop, but for {@link #tell}. */
interface Wire {
  /** Sends one whole frame. */
  void send(byte[] frame);

  /**
   * Sends a frame that many sockets get; the buffer stays the caller's.
   *
   * @return false if it was not sent, since it would pile up here
   */
  boolean show(ByteBuf frame);

  /** Looks at all that {@link #show} will look at; the number says nothing. */
  long glance();

  /** Sends the close frame, reads no more frames, and ends the connection. */
  void close(byte[] closeFrame);

  /** Hands a message to the connection's actor; from any thread. */
  void tell(Connection.Command command);
}
