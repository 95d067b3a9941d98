package io.github.lastgood.demo;

import io.github.lastgood.account.Billing;
import io.github.lastgood.account.World;
import io.github.lastgood.account.ecs.TaskBehaviour;
import java.util.List;

/// `billing`, a CodeDeploy deployment group.
record BillingGroup(World world, Billing billing) implements Subject {
  /// Its name in Lastgood.
  static final String TARGET = "billing";

  @Override
  public String target() {
    return TARGET;
  }

  @Override
  public String opening() {
    return "CodeDeploy group billing/prod has served "
        + billing.label(Billing.GOOD)
        + " for four days.";
  }

  @Override
  public String registration() {
    return "register-code-deploy.json";
  }

  @Override
  public List<String> alarms() {
    return List.of(Billing.ALARM);
  }

  @Override
  public String running() {
    return "billing/prod serves "
        + billing.label(billing.serving())
        + "; the newest deployment, "
        + billing.newest().deploymentId()
        + ", is "
        + billing.newest().statusAsString()
        + ".";
  }

  @Override
  public void deployBad(Play play) {
    play.says(Who.TEAM, "deploys " + billing.label(Billing.BAD) + " with CodeDeploy.");
    billing.deploy(Billing.BAD);
  }

  @Override
  public void soothe() {
    world
        .account()
        .codeDeploy()
        .behave(
            Billing.APPLICATION,
            Billing.GROUP,
            billing.revision(Billing.BAD),
            new TaskBehaviour.Healthy());
  }
}
