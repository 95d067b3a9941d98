package io.github.lastgood.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

  @ParameterizedTest
  @CsvSource({
    "1,   0,   100, 0",
    "0,   999, 0,   100",
    "2,   1,   67,  33",
    "200, 100, 67,  33",
    "95,  5,   95,  5",
    "999, 1,   99,  1",
    "1,   999, 1,   99",
  })
  void weightsOfTheSameRatioAreTheSameSplitAndNoWeightIsRoundedAway(
      long stable, long candidate, int stableShare, int candidateShare) {
    assertThat(Split.ofWeights(stable, candidate)).contains(new Split(stableShare, candidateShare));
  }

  @Test
  void twoZeroesAreNoSplit() {
    assertThat(Split.ofWeights(0, 0)).isEmpty();
  }

  @Test
  void aSplitIsARevisionAndIsReadBackFromIt() {
    assertThat(new Split(95, 5).revision().id()).isEqualTo("stable=95,candidate=5");
    assertThat(Split.parse("stable=95,candidate=5")).contains(new Split(95, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stable=90,candidate=5",
        "stable=1000,candidate=0",
        "candidate=5,stable=95",
        "stable=-5,candidate=105",
        "orders-api:41",
        ""
      })
  void whatDoesNotSumUpToAllIsNoSplit(String id) {
    assertThat(Split.parse(id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"50, 40", "0, 0", "-5, 105", "105, -5"})
  void sharesThatDoNotSumUpToAllCannotBe(int stable, int candidate) {
    assertThatThrownBy(() -> new Split(stable, candidate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sum up to 100");
  }

  @ParameterizedTest
  @CsvSource({"100, true", "0, true", "1, false", "50, false", "99, false"})
  void oneSideIsAloneOnlyWhenItGetsEverything(int candidate, boolean whole) {
    assertThat(Split.toCandidate(candidate).isWhole()).isEqualTo(whole);
  }
}
