package io.github.lastgood.target;

import static io.github.lastgood.target.Orders.image;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevisionTest {
  private static final String ID = Orders.taskDefinition(41);
  private static final Revision KNOWN = new Revision(ID, List.of(image(41, "sha256:a")));

  record Case(String name, Revision one, Revision other, boolean same) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> pairs() {
    var sidecar = new Image("proxy", "public.ecr.aws/envoy:v1", "sha256:p");
    return Stream.of(
        new Case("the same id and digest", KNOWN, KNOWN, true),
        new Case("another id", KNOWN, new Revision(ID + "1", KNOWN.images()), false),
        new Case(
            "a tag that was pushed again",
            KNOWN,
            new Revision(ID, List.of(image(41, "sha256:b"))),
            false),
        new Case(
            "a digest that AWS did not say", KNOWN, new Revision(ID, List.of(image(41, ""))), true),
        new Case("images that are not known", KNOWN, Revision.of(ID), true),
        new Case(
            "a container that only one of them has",
            KNOWN,
            new Revision(ID, List.of(image(41, "sha256:a"), sidecar)),
            true),
        new Case(
            "one of two containers differs",
            new Revision(ID, List.of(image(41, "sha256:a"), sidecar)),
            new Revision(ID, List.of(sidecar, image(41, "sha256:b"))),
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void revisionsAreTheSameUnlessTheyAreKnownToDiffer(Case pair) {
    assertThat(pair.one().isSameAs(pair.other())).isEqualTo(pair.same());
    assertThat(pair.other().isSameAs(pair.one())).as("the other way round").isEqualTo(pair.same());
  }

  @Test
  void theLabelIsWhatFollowsTheLastSlash() {
    assertThat(KNOWN.label()).isEqualTo("orders-api:41");
    assertThat(Revision.of("orders-api:41").label()).isEqualTo("orders-api:41");
  }
}
