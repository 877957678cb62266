package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SvgChartTest {
  @Test
  void linesLieWithinTheAxesAndNamesAreEscaped() throws Exception {
    var chart = new SvgChart("counts & truth", "over <seconds>");
    var line = chart.line("node 'a'");
    line.add(0, 0);
    line.add(100, 50);

    var points = parsed(chart).getElementsByTagName("polyline").item(0);
    assertThat(((Element) points).getAttribute("points").strip())
        .isEqualTo("64.0,226.0 708.0,34.0");
    assertThat(parsed(chart).getDocumentElement().getTextContent())
        .contains("counts & truth, over <seconds>", "node 'a'", "100", "50");
  }

  @Test
  void chartWithoutAPointIsEmptyAndStillDraws() throws Exception {
    var chart = new SvgChart("nothing", "at all");
    var _ = chart.line("nobody");
    assertThat(chart.empty()).isTrue();
    assertThat(parsed(chart).getElementsByTagName("polyline").getLength()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0.7,0.8", "1,1", "1.01,1.2", "119,120", "121,150", "999,1000", "2006,2500"})
  void scalesEndWithRoundNumbers(double value, double end) {
    assertThat(SvgChart.roundUp(value)).isCloseTo(end, within(1e-9));
  }

  private static Document parsed(SvgChart chart) throws Exception {
    var source = new InputSource(new StringReader(chart.render()));
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source);
  }
}
