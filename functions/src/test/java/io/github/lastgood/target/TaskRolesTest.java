package io.github.lastgood.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskRolesTest {
  private static final String TASK = "arn:aws:iam::111122223333:role/shop/orders-task";
  private static final String EXECUTION = "arn:aws:iam::111122223333:role/execution";
  private static final TaskRoles STATED = new TaskRoles(List.of(TASK));

  @Test
  void whatWasNotStatedIsLacking() {
    assertThat(STATED.lacking(List.of(TASK, EXECUTION))).containsExactly(EXECUTION);
    assertThat(STATED.lacking(List.of(TASK))).isEmpty();
    assertThat(STATED.lacking(List.of())).isEmpty();
    assertThat(new TaskRoles(List.of()).lacking(List.of(TASK))).containsExactly(TASK);
  }

  @Test
  void aDefinitionMayNameARoleWithoutItsArn() {
    assertThat(STATED.lacking(List.of("orders-task"))).isEmpty();
    assertThat(STATED.lacking(List.of("task"))).containsExactly("task");
  }
}
