package io.github.lastgood.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lastgood.account.Release;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three rollbacks a day are allowed; a team that ships one bad deployment after the other needs a
/// person, not a fourth.
class BudgetSpentTest extends Story {

  @BeforeEach
  void fourBadDeployments() {
    for (var time : List.of("10:00", "11:00", "12:00", "13:00")) {
      until(time);
      deploy(Release.BAD_AT_ONCE);
    }
    until("13:30");
  }

  @Test
  void theFourthIsEscalatedOnce() {
    assertThat(rollbacks()).hasSize(3);
    assertThat(running()).isEqualTo("orders-api:45");
    assertThat(decisions()).endsWith("ESCALATE BUDGET_SPENT", "ESCALATE BUDGET_SPENT");
    assertThat(subjects()).filteredOn("orders-api needs a person: budget spent"::equals).hasSize(1);
    assertThat(notice("orders-api needs a person: budget spent"))
        .contains("orders-api was rolled back 3 times within 24 hours; 3 are allowed.");
  }

  @Test
  void aPersonMayForceIt() {
    assertThat(operate("rollback.json").path("reason").asText()).isEqualTo("BUDGET_SPENT");
    operate("rollback-force.json");
    until("13:50");
    assertThat(running()).isEqualTo("orders-api:41");
    assertThat(rollbacks()).hasSize(4).allMatch(line -> line.endsWith("RECOVERED"));
  }
}
