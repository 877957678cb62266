package headcount.socket;

import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.stream.Edge;
import headcount.stream.Sessions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** All sockets of this node: asks its event loops, each for its own. Thread-safe. */
final class NodeEdge implements Edge {
  private final EdgeNode node;
  private final List<LoopEdge> loops;

  NodeEdge(EdgeNode node, List<LoopEdge> loops) {
    this.node = node;
    this.loops = loops;
  }

  @Override
  public void counted(StreamId stream, Headcount served) {
    byte[] frame = ServerFrames.viewers(stream, served);
    for (LoopEdge each : loops) {
      each.loop.execute(() -> each.counted(stream, served, frame));
    }
  }

  @Override
  public void ended(StreamId stream) {
    for (LoopEdge each : loops) {
      each.loop.execute(() -> each.ended(stream));
    }
  }

  @Override
  public CompletionStage<Map<StreamId, List<Tab>>> tabs() {
    return askAll(LoopEdge::tabs)
        .thenApply(
            parts -> {
              var all = new HashMap<StreamId, List<Tab>>();
              for (Map<StreamId, List<Tab>> part : parts) {
                part.forEach(
                    (stream, tabs) ->
                        all.computeIfAbsent(stream, _ -> new ArrayList<>()).addAll(tabs));
              }
              return all;
            });
  }

  @Override
  public CompletionStage<Boolean> close(SessionId session, Sessions.Why why) {
    CloseCode code =
        switch (why) {
          case REPLACED -> CloseCode.REPLACED;
          case OPERATOR -> CloseCode.POLICY;
        };
    return askAll(loop -> closeHere(loop, session, code)).thenApply(found -> found.contains(true));
  }

  private static boolean closeHere(LoopEdge loop, SessionId session, CloseCode code) {
    ConnectionState connection = loop.find(session);
    if (connection != null) {
      connection.wire().tell(new Connection.Close(code));
    }
    return connection != null;
  }

  @Override
  public long frameNanos() {
    return Math.round(node.pushCost.frameNanos() / node.loops);
  }

  @Override
  public int connections() {
    return node.connections.get();
  }

  /** Asks each loop on its own thread; completes when all have answered. */
  <T> CompletableFuture<List<T>> askAll(Function<LoopEdge, T> question) {
    var answers = new ArrayList<CompletableFuture<T>>();
    for (LoopEdge each : loops) {
      answers.add(CompletableFuture.supplyAsync(() -> question.apply(each), each.loop));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
  }
}
