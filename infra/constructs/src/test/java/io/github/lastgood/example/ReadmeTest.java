package io.github.lastgood.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.cdk.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/// The README's section for other CDK apps is made of these classes, and they do what it says.
final class ReadmeTest {
  private static final Path SOURCES = Path.of("src/test/java/io/github/lastgood/example");

  @Test
  void theReadmeShowsWhatIsCompiledHere() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    assertThat(readme).contains(indented("ShopApp.java")).contains(indented("OrdersStack.java"));
  }

  @Test
  void itRegistersTheServiceInAStackOfItsOwn(@TempDir Path folder) throws IOException {
    // An empty zip file.
    Path jar =
        Files.write(
            folder.resolve("lastgood-functions.jar"),
            new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    ShopApp shop = ShopApp.addTo(new App(), jar);
    Template orders = Template.of(shop.orders());
    assertThat(orders.only("Custom::LastgoodTarget").get("ServiceToken").asText())
        .contains("Lastgood:", "TargetRegistrationHandler");
    assertThat(orders.only("Custom::LastgoodTarget").get("alarms")).hasSize(2);
    assertThat(shop.orders().getDependencies())
        .extracting(each -> each.getStackName())
        .containsExactly("Lastgood");
  }

  /// The lines between the marks, as a code block of the README.
  private static String indented(String file) throws IOException {
    List<String> lines = Files.readAllLines(SOURCES.resolve(file));
    int begin = lines.indexOf("    // README") + 1;
    int end = lines.indexOf("    // end");
    return lines.subList(begin, end).stream().collect(Collectors.joining("\n", "", "\n"));
  }
}
