package headcount.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The pages' pure modules, run by a real Chromium: each fact of {@code browser/*-facts.js}. */
class WatchModulesTest {
  private static final String NOBODY = "ws://127.0.0.1:9/v1/ws";

  @TestFactory
  List<DynamicTest> factsOfTheModules() throws Exception {
    try (var http = new PageServer(NOBODY);
        var browser = Browser.open("en")) {
      var page = browser.go(http.url() + "/browser/modules.html");
      var results = page.script("return window.results ?? ''");
      assertThat(results).as("the facts were loaded and run").isNotEmpty();
      var tests = new ArrayList<DynamicTest>();
      for (var result : new ObjectMapper().readTree(results)) {
        var failure = result.path("failure").asText();
        tests.add(
            DynamicTest.dynamicTest(
                result.path("name").asText(), () -> assertThat(failure).isEmpty()));
      }
      assertThat(tests).hasSizeGreaterThan(50);
      return tests;
    }
  }
}
