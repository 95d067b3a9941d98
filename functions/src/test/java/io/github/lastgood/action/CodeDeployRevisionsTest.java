package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.target.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codedeploy.model.AppSpecContent;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;

class CodeDeployRevisionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "appspec:331e56a6b7f4c0d8e9a1b2c3d4e5f60718293a4b5c6d7e8f9011223344556677",
        "s3://releases/billing/release 7.zip?bundleType=zip&version=v7.x&eTag=\"1b2c\"",
        "s3://releases/billing.tgz?bundleType=tgz&eTag=1b2c",
        "s3://releases/billing?bundleType=tar",
        "github:example/billing@0123456789abcdef0123456789abcdef01234567"
      })
  void anIdSaysWhatCodeDeployMustBeTold(String id) {
    var location = CodeDeployRevisions.location(Revision.of(id)).orElseThrow();

    assertThat(CodeDeployRevisions.of(location)).contains(Revision.of(id));
  }

  @Test
  void whatIsNoneOfTheFormsIsNoRevision() {
    assertThat(CodeDeployRevisions.location(Revision.of("billing-api:7"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"TaskDefinition\":"
            + " \"arn:aws:ecs:eu-west-1:111122223333:task-definition/billing-api:7\"}",
        "TaskDefinition: arn:aws:ecs:eu-west-1:111122223333:task-definition/billing-api:7\n"
      })
  void anAppSpecIsCalledByItsTaskDefinition(String content) {
    var whole =
        RevisionLocation.builder()
            .revisionType(RevisionLocationType.APP_SPEC_CONTENT)
            .appSpecContent(AppSpecContent.builder().content(content).sha256("331e56a6b7").build())
            .build();
    var revision = CodeDeployRevisions.of(whole).orElseThrow();

    assertThat(CodeDeployRevisions.named(revision, whole).label())
        .isEqualTo("billing-api:7 (appspec:331e56a6)");
    assertThat(CodeDeployRevisions.read(CodeDeployRevisions.write(whole))).isEqualTo(whole);
  }
}
