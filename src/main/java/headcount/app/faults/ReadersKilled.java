package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The database's readers die one after the other, and at last the writer, while somebody asks. */
final class ReadersKilled implements Row {
  private static final String STREAM = "read";
  private static final int SOCKETS = 300;
  private static final int READERS = 3;

  /** The server of the questions: readers take jobs in turn, and history is the second. */
  private static final int OF_HISTORY = 2;

  private static final double ELSEWHERE = 2;
  private static final Duration EACH = Duration.ofSeconds(15);
  private static final Duration BEFORE = Duration.ofSeconds(20);

  /** Who asked just before an end is answered by then. */
  private static final Duration ANSWERED = Duration.ofSeconds(9);

  @Override
  public String name() {
    return "readers-killed";
  }

  @Override
  public String done() {
    return "300 sockets of one stream over 3 nodes, 3 a second closing and as many opening, one writer"
        + " and three readers, a broadcaster's history asked ten times a second; kill -9 of the reader"
        + " that answers it, 15 s later of the other two, 15 s later of the writer";
  }

  @Override
  public String must() {
    return "with a reader gone, or all, every question is answered within 2 s, by another or the writer;"
        + " with the writer gone too it is 503 reader_unavailable; the count is true throughout";
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var crowd = FaultPlan.of(STREAM, ground.sockets(SOCKETS));
    try (var scene = Scene.open(ground, RigPlan.of(3).reading(READERS), crowd);
        var stores = new Stores(scene.rig())) {
      scene.crowd().churn(3 * ground.scale());
      Scene.rest(BEFORE); // a step of history is there
      var rig = scene.rig();
      var asked = rig.node(0).http().resolve("/v1/broadcasters/unknown/history?step=10s");
      try (var questions = Questions.begin(rig.asks(), asked)) {
        Scene.rest(Duration.ofSeconds(5));
        scene.mark("kill -9 of the reader of histories");
        var first = System.nanoTime();
        stores.killMysql(OF_HISTORY);
        Scene.rest(EACH);
        ground.say().accept("kill -9 of the other two readers");
        var second = System.nanoTime();
        stores.killMysql(1);
        stores.killMysql(3);
        Scene.rest(EACH);
        ground.say().accept("kill -9 of the writer");
        var third = System.nanoTime();
        stores.killMysql(0);
        Scene.rest(EACH);
        var last = System.nanoTime();
        Scene.rest(ANSWERED);
        answered(report, "a reader gone", questions.between(first, second));
        answered(report, "all readers gone", questions.between(second, third));
        refused(report, questions.between(third, last));
      }
      scene.crowd().churn(0);
      Promises.of(scene, report).elsewhereLives().answersThroughout().countStays(99, 101);
    }
  }

  private static void answered(Report report, String what, List<Questions.Asked> asked) {
    var slowest = asked.stream().mapToDouble(Questions.Asked::tookSeconds).max().orElse(0);
    var others = count(asked, each -> !each.answer().ok());
    report.promise(
        !asked.isEmpty() && others == 0 && slowest <= ELSEWHERE,
        String.format(
            Locale.ROOT,
            "%s: %d of %d questions answered with 200, the slowest after %.2f s",
            what,
            asked.size() - others,
            asked.size(),
            slowest));
  }

  private static void refused(Report report, List<Questions.Asked> asked) {
    var said =
        count(
            asked,
            each ->
                each.answer().status() == 503
                    && each.answer().text().contains("reader_unavailable"));
    var slowest = asked.stream().mapToDouble(Questions.Asked::tookSeconds).max().orElse(0);
    report.promise(
        !asked.isEmpty() && said == asked.size(),
        String.format(
            Locale.ROOT,
            "the writer gone, too: %d of %d questions got 503 reader_unavailable, the slowest after %.2f s",
            said,
            asked.size(),
            slowest));
  }

  private static int count(List<Questions.Asked> asked, Predicate<Questions.Asked> which) {
    return (int) asked.stream().filter(which).count();
  }
}
