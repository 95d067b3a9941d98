package io.github.lastgood.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Least privilege, proven: what the functions did in the stories against the policies of the
/// shipped app, both ways. The last tests take the proof itself to task.
class PermissionsIT {
  private static final Path TARGETS =
      Stage.events().resolveSibling("samplecode-tests/src/test/resources/permission/targets.yaml");
  private static final Path PAGE = Stage.events().resolveSibling("docs/permissions.md");

  @TempDir static Path assembly;
  private static Policies policies;
  private static Recording recording;
  private static Proof proof;

  @BeforeAll
  static void playAndSynthesize() throws IOException {
    var templates = CompletableFuture.supplyAsync(() -> synthesize());
    recording = Recording.ofEveryStory();
    policies = Policies.of(templates.join());
    proof = new Proof(policies, recording);
  }

  private static Templates synthesize() {
    try {
      return Synthesis.of(TARGETS, assembly);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Grant> grants() {
    return policies.grants().values().stream().flatMap(List::stream);
  }

  @Test
  void everyFunctionIsPlayed() {
    assertThat(recording.functions()).isEqualTo(policies.grants().keySet()).hasSize(6);
  }

  @Test
  void everyCallIsAllowed() {
    assertThat(proof.denied()).isEmpty();
  }

  @Test
  void theSameCallOnANeighboursThingIsDenied() {
    assertThat(proof.allowedNextDoor()).isEmpty();
  }

  @Test
  void everyGrantIsUsedByAStoryOrHasAReason() {
    assertThat(proof.idle()).isEmpty();
    assertThat(proof.staleReasons()).isEmpty();
  }

  @Test
  void everythingIsGrantedOnlyForActionsWithoutAResource() {
    assertThat(grants().filter(each -> each.resource().equals(Authorization.ANYTHING)))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(Unscoped.of(each.action())).as(each.action()).isPresent());
    assertThat(grants().map(Grant::action)).noneMatch(each -> each.contains("*"));
  }

  @Test
  void rolesArePassedByTheirNamesAndToOneServiceOnly() {
    assertThat(grants().filter(each -> each.action().equals("iam:PassRole")))
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.resource()).startsWith("arn:aws:iam::").doesNotContain("*", "?");
          assertThat(each.conditions().keySet()).containsExactly("StringEquals");
          assertThat(each.conditions().values().iterator().next().keys().values())
              .singleElement()
              .asInstanceOf(InstanceOfAssertFactories.LIST)
              .hasSize(1);
        });
  }

  @Test
  void whatIamCannotNarrowIsKeptInCodeAndTested() throws IOException {
    var tests = Stage.events().resolveSibling("functions/src/test/java");
    for (var row : Unscoped.ALL) {
      if (!row.test().isEmpty()) {
        var name = row.test().split("\\.", -1);
        try (var files = Files.walk(tests)) {
          var file = files.filter(each -> each.endsWith(name[0] + ".java")).findFirst();
          assertThat(Files.readString(file.orElseThrow())).contains("void " + name[1] + "(");
        }
      }
    }
  }

  @Test
  void theDocumentIsWhatCameOut() throws IOException {
    var page = new PermissionPage(proof).markdown();
    if ("permissions".equals(System.getProperty("lastgood.print"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("mvn verify -Dit.test=PermissionsIT -Dlastgood.print=permissions writes it")
        .hasContent(page);
  }

  @Test
  void aMissingGrantIsNoticed() {
    var without = policies.without(each -> each.action().equals("ecs:StopServiceDeployment"));

    assertThat(new Proof(without, recording).denied())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each).contains("ecs:StopServiceDeployment on"));
  }

  @Test
  void aGrantThatIsTooWideIsNoticed() {
    var wide = changed("ecs:UpdateService", "arn:aws:ecs:eu-west-1:111122223333:service/prod/*");

    assertThat(new Proof(wide, recording).denied()).isEmpty();
    assertThat(new Proof(wide, recording).allowedNextDoor())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each).contains("ecs:UpdateService on"));
  }

  @Test
  void aGrantOnTheWrongThingIsNoticed() {
    var wrong = changed("sns:Publish", "arn:aws:sns:eu-west-1:111122223333:others");

    assertThat(new Proof(wrong, recording).denied()).isNotEmpty();
    assertThat(new Proof(wrong, recording).idle()).isNotEmpty();
  }

  private static Policies changed(String action, String resource) {
    SortedMap<String, List<Grant>> changed = new TreeMap<>();
    policies
        .grants()
        .forEach((function, grants) ->
            changed.put(
                function,
                grants.stream()
                    .map(each ->
                        each.action().equals(action)
                            ? new Grant(each.allows(), action, resource, each.conditions())
                            : each)
                    .toList()));
    return new Policies(changed);
  }
}
