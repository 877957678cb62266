package headcount.load;

import java.net.URI;
import java.util.function.Consumer;

/** A question on its way; told of once, however it ends. For one thread. */
final class Asked {
  private final URI address;
  private final Consumer<Reply> told;
  private Runnable after = () -> {};
  private boolean ended;

  Asked(URI address, Consumer<Reply> told) {
    this.address = address;
    this.told = told;
  }

  URI address() {
    return address;
  }

  boolean ended() {
    return ended;
  }

  void whenEnded(Runnable then) {
    after = then;
  }

  void end(Reply reply) {
    if (!ended) {
      ended = true;
      after.run();
      told.accept(reply);
    }
  }
}
