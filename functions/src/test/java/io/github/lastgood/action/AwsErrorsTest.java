package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.EcsException;

class AwsErrorsTest {

  @Test
  void aRefusalIsFinalAThrottleAndAnIllServiceAreNot() {
    assertThat(AwsErrors.isFinal(AwsFailures.ecsRefuses("ClientException", "No."))).isTrue();
    assertThat(AwsErrors.isFinal(AwsFailures.ecsThrottles())).isFalse();
    assertThat(AwsErrors.isFinal(AwsFailures.ecsFails())).isFalse();
  }

  @Test
  void theWordsAreTheCodeAndAwssOwn() {
    assertThat(AwsErrors.words(AwsFailures.ecsRefuses("ClientException", "No such thing.")))
        .isEqualTo("ClientException: No such thing.");
  }

  @Test
  void anErrorWithoutDetailsHasNoCodeAndIsStillSaid() {
    var bare = EcsException.builder().statusCode(403).build();

    assertThat(AwsErrors.code(bare)).isEmpty();
    assertThat(AwsErrors.words(bare)).isEqualTo(".");
    assertThat(AwsErrors.isFinal(bare)).isTrue();
  }
}
