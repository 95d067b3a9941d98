package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lastgood.target.Revision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.S3Location;

class CodeDeployRevisionsTest {
  private static final String DEFINITION =
      "arn:aws:ecs:eu-west-1:111122223333:task-definition/billing-api:7";

  private static RevisionLocation s3(S3Location.Builder place) {
    return RevisionLocation.builder().revisionType("S3").s3Location(place.build()).build();
  }

  private static S3Location.Builder bundle() {
    return S3Location.builder().bucket("shop-releases").key("billing/v 8.zip").bundleType("zip");
  }

  private static RevisionLocation gitHub() {
    return RevisionLocation.builder()
        .revisionType("GitHub")
        .gitHubLocation(place -> place.repository("shop/billing").commitId("0a1b2c"))
        .build();
  }

  static List<RevisionLocation> places() {
    return List.of(
        FakeCodeDeploy.appSpec("600d"),
        s3(bundle()),
        s3(bundle().version("v1")),
        s3(bundle().eTag("\"e1\"")),
        s3(bundle().version("v1").eTag("e1")),
        gitHub());
  }

  @ParameterizedTest
  @MethodSource("places")
  void anIdSaysAllThatCodeDeployMustBeTold(RevisionLocation place) {
    var revision = CodeDeployRevisions.of(place).orElseThrow();

    assertThat(CodeDeployRevisions.location(revision)).contains(place);
  }

  @Test
  void idsReadAsTheyAreDocumented() {
    assertThat(CodeDeployRevisions.of(FakeCodeDeploy.appSpec("600d")))
        .contains(Revision.of("appspec:600d"));
    assertThat(CodeDeployRevisions.of(s3(bundle().version("v1").eTag("e1"))))
        .contains(
            Revision.of("s3://shop-releases/billing/v 8.zip?bundleType=zip&version=v1&eTag=e1"));
    assertThat(CodeDeployRevisions.of(gitHub()))
        .contains(Revision.of("github:shop/billing@0a1b2c"));
  }

  @Test
  void anotherKindOfRevisionHasNoId() {
    assertThat(CodeDeployRevisions.of(null)).isEmpty();
    assertThat(CodeDeployRevisions.of(RevisionLocation.builder().revisionType("String").build()))
        .isEmpty();
    assertThat(CodeDeployRevisions.of(RevisionLocation.builder().revisionType("New").build()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders-api:41", "s3://bucket", "github:shop/billing", ""})
  void anIdOfAnotherFormIsNoPlace(String id) {
    assertThat(CodeDeployRevisions.location(Revision.of(id))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Resources\":[{\"TargetService\":{\"Properties\":{\"TaskDefinition\":\""
            + DEFINITION
            + "\"}}}]}",
        "Resources:\n  - TargetService:\n      Properties:\n        TaskDefinition: "
            + DEFINITION
            + "\n"
      })
  void theTaskDefinitionIsFoundInJsonAndInYaml(String content) {
    var whole =
        RevisionLocation.builder()
            .revisionType("AppSpecContent")
            .appSpecContent(spec -> spec.sha256("600d").content(content))
            .build();

    assertThat(CodeDeployRevisions.taskDefinition(whole)).contains(DEFINITION);
    assertThat(CodeDeployRevisions.read(CodeDeployRevisions.write(whole))).isEqualTo(whole);
  }

  @Test
  void aRevisionWithoutATaskDefinitionStaysAsItIs() {
    var revision = Revision.of("appspec:600d");
    var hooksOnly =
        RevisionLocation.builder().appSpecContent(spec -> spec.content("version: 0.0")).build();

    assertThat(CodeDeployRevisions.named(revision, hooksOnly)).isEqualTo(revision);
    assertThat(CodeDeployRevisions.taskDefinition(gitHub())).isEmpty();
    assertThat(CodeDeployRevisions.taskDefinition(FakeCodeDeploy.appSpec("600d"))).isEmpty();
  }

  @Test
  void whatWasStoredMustBeJson() {
    assertThatThrownBy(() -> CodeDeployRevisions.read("version: ["))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not JSON");
  }
}
