package headcount.store.redis;

import headcount.checkpoint.Checkpoint;
import headcount.checkpoint.CheckpointResult;
import headcount.checkpoint.CheckpointResult.Accepted;
import headcount.checkpoint.CheckpointResult.Fenced;
import headcount.checkpoint.CheckpointResult.NeedsFull;
import headcount.presence.StreamId;
import headcount.store.redis.CheckpointParts.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Runs the scripts of one checkpoint, part after part; stops where one is refused. */
final class CheckpointWriter {
  /** What the last script said, and the category that stood before. */
  record Outcome(CheckpointResult result, String formerCategory) {}

  private static final String PARTS_KEPT_SECONDS = "120";

  private final RedisLink link;
  private final int chunk;
  private final Duration forgetAfter;
  private final Script stage = Script.fenced("stage");
  private final Script part = Script.fenced("part");
  private final Script publish = Script.fenced("publish");

  CheckpointWriter(RedisLink link, RedisSettings settings) {
    this.link = link;
    this.chunk = settings.limits().chunk();
    this.forgetAfter = settings.forgetAfter();
  }

  CompletionStage<Outcome> write(Checkpoint checkpoint, long now) {
    return from(checkpoint, CheckpointParts.of(checkpoint, chunk), 0, now);
  }

  private CompletionStage<Outcome> from(
      Checkpoint checkpoint, List<Part> parts, int index, long now) {
    if (index == parts.size() - 1) {
      return published(checkpoint, parts.get(index), index > 0, now);
    }
    var first = index == 0;
    var one = parts.get(index);
    return (checkpoint.base() == null
            ? staged(checkpoint, one, first)
            : partial(checkpoint, one, first))
        .thenCompose(
            outcome ->
                outcome.result() instanceof Accepted
                    ? from(checkpoint, parts, index + 1, now)
                    : CompletableFuture.completedFuture(outcome));
  }

  private CompletionStage<Outcome> staged(Checkpoint checkpoint, Part one, boolean first) {
    var words = fence(checkpoint);
    Collections.addAll(words, flag(first), PARTS_KEPT_SECONDS);
    append(words, List.of(one.came, one.anonymous, one.tabs));
    var stream = checkpoint.stream();
    var keys = new ArrayList<>(List.of(Keys.stream(stream)));
    sets(stream).forEach(key -> keys.add(Keys.next(key)));
    return stage.run(link, keys, words).thenApply(CheckpointWriter::outcome);
  }

  private CompletionStage<Outcome> partial(Checkpoint checkpoint, Part one, boolean first) {
    var words = fence(checkpoint);
    words.add(flag(first));
    base(words, checkpoint);
    append(words, List.of(one.went, one.left, one.came, one.anonymous, one.tabs));
    var stream = checkpoint.stream();
    var keys = new ArrayList<>(List.of(Keys.stream(stream)));
    keys.addAll(sets(stream));
    return part.run(link, keys, words).thenApply(CheckpointWriter::outcome);
  }

  private CompletionStage<Outcome> published(
      Checkpoint checkpoint, Part one, boolean parts, long now) {
    var words = fence(checkpoint);
    words.add(flag(parts));
    base(words, checkpoint);
    var empty = checkpoint.count().connections() == 0;
    words.add(empty ? Long.toString(Math.max(1, forgetAfter.toSeconds())) : "0");
    append(
        words,
        List.of(
            StreamFields.of(checkpoint, now),
            beats(checkpoint),
            one.went,
            one.left,
            one.came,
            one.anonymous,
            one.tabs));
    var stream = checkpoint.stream();
    var keys = new ArrayList<>(List.of(Keys.stream(stream)));
    keys.addAll(sets(stream));
    keys.add(Keys.beats(stream));
    sets(stream).forEach(key -> keys.add(Keys.next(key)));
    return publish.run(link, keys, words).thenApply(CheckpointWriter::outcome);
  }

  private static List<String> sets(StreamId stream) {
    return List.of(Keys.users(stream), Keys.tabs(stream), Keys.anonymous(stream));
  }

  private static List<String> fence(Checkpoint checkpoint) {
    var words = new ArrayList<String>();
    words.add(Long.toString(checkpoint.count().epoch()));
    words.add(Long.toString(checkpoint.count().version()));
    return words;
  }

  private static void base(List<String> words, Checkpoint checkpoint) {
    var base = checkpoint.base();
    words.add(base == null ? "" : Long.toString(base.epoch()));
    words.add(base == null ? "" : Long.toString(base.version()));
  }

  private static List<String> beats(Checkpoint checkpoint) {
    var out = new ArrayList<String>();
    checkpoint
        .beats()
        .forEach(
            (source, millis) -> {
              out.add(millis.toString());
              out.add(source.toString());
            });
    return out;
  }

  private static void append(List<String> words, List<List<String>> lists) {
    lists.forEach(list -> words.add(Integer.toString(list.size())));
    lists.forEach(words::addAll);
  }

  private static String flag(boolean on) {
    return on ? "1" : "0";
  }

  private static Outcome outcome(List<Object> answer) {
    var former = answer.size() > 3 ? (String) answer.get(3) : "";
    var status = ((Long) answer.get(0)).intValue();
    CheckpointResult result =
        switch (status) {
          case 1 -> new Accepted();
          case 2 -> new NeedsFull();
          default ->
              new Fenced(
                  Long.parseLong((String) answer.get(1)), Long.parseLong((String) answer.get(2)));
        };
    return new Outcome(result, former);
  }
}
