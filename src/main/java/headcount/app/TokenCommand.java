package headcount.app;

import headcount.access.Secret;
import headcount.access.TokenKey;
import headcount.access.TokenSigner;
import headcount.presence.StreamId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a signed token. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Prints a token for trying things out, signed with dev's key.",
    footer = {
      "",
      "The key is HEADCOUNT_TOKEN_KEY of the environment, or the one in dev's data folder.",
      "An operator's: ./headcount token --sub me --scope operator"
    })
final class TokenCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--sub",
      required = true,
      paramLabel = "SUBJECT",
      description = "Whose it is; a decimal number is that viewer's id.")
  private String subject = "";

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "How long it holds, such as 30s, 15m, 12h or 7d (default: ${DEFAULT-VALUE}).",
      defaultValue = "12h")
  private Duration life = Duration.ZERO;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "'operator' for the catalogue's routes; otherwise left out.")
  private @Nullable String scope;

  @Option(
      names = "--streams",
      split = ",",
      paramLabel = "ID",
      description = "The only streams it opens, commas between; otherwise all.")
  private @Nullable List<String> streams;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "dev's data folder (default: ~/.headcount/dev).")
  private Path data = DataFolder.standard();

  @Override
  public Integer call() {
    if (subject.isEmpty()) {
      throw Refusal.mistyped("--sub must not be empty");
    }
    var opened = streams == null ? null : streams.stream().map(StreamId::new).toList();
    var key = new TokenKey.Shared(Secret.of("token key", DevKeys.tokenKey(data, System.getenv())));
    var now = InstantSource.system().instant();
    var token = new TokenSigner(key).sign(subject, life, scope, opened, now);
    if (spec != null) {
      spec.commandLine().getOut().println(token);
    }
    return 0;
  }
}
