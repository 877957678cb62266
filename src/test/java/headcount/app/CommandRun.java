package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.embedded.TestMysql;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Commands as they are typed, for a database of the tests' server. */
record CommandRun(String url) {
  /** What the command printed, its errors last. */
  String run(int exitCode, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    var code = line.execute(args);
    line.getOut().flush();
    assertThat(code).as(out + "\n" + err).isEqualTo(exitCode);
    return out.toString() + err;
  }

  /** The url as {@code --mysql} takes it. */
  String mysql() {
    return url
        + (url.contains("?") ? "&" : "?")
        + "user="
        + TestMysql.user()
        + "&password="
        + TestMysql.password();
  }
}
