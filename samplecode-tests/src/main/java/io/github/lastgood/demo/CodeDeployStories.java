package io.github.lastgood.demo;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import io.github.lastgood.account.Billing;
import io.github.lastgood.account.World;
import io.github.lastgood.target.Rollback.Status;
import java.util.List;

/// Stories of a CodeDeploy deployment group.
final class CodeDeployStories {
  private CodeDeployStories() {}

  static List<Story> all() {
    return List.of(afterwards(), inTheWait(), servers());
  }

  private static Scene scene(World world, Billing billing, String... moves) {
    var subject = new BillingGroup(world, billing);
    return new Scene(
        subject,
        play -> play.then(play.at(ZERO), () -> subject.deployBad(play)),
        List.of(
            new Claim(
                "billing/prod serves " + billing.label(Billing.GOOD) + ".",
                _ -> billing.serves(Billing.GOOD)),
            Claim.alarmsOk(BillingGroup.TARGET),
            Claim.ended(Status.RECOVERED),
            Claim.moves(moves),
            Claim.quarantined(billing.label(Billing.BAD)),
            Claim.knownGood(billing.label(Billing.GOOD))));
  }

  private static Story afterwards() {
    return Story.of(
            Chapter.CODE_DEPLOY,
            "codedeploy",
            "Blue is gone when the alarm goes red: its AppSpec is deployed again.",
            ofMinutes(37),
            world ->
                scene(world, Billing.onEcs(world, ofMinutes(1)), "codedeploy:CreateDeployment"))
        .afterwards("codedeploy.BadAfterCompletionTest");
  }

  private static Story inTheWait() {
    return Story.of(
            Chapter.CODE_DEPLOY,
            "codedeploy-wait",
            "Blue still waits for its end: CodeDeploy moves the traffic back.",
            ofMinutes(37),
            world -> scene(world, Billing.onEcs(world, ofMinutes(30)), "codedeploy:StopDeployment"))
        .inFlight("codedeploy.BadInTheWaitBeforeTerminationTest");
  }

  private static Story servers() {
    return Story.of(
            Chapter.CODE_DEPLOY,
            "codedeploy-servers",
            "In place on servers: the last good bundle is deployed again.",
            ofMinutes(45),
            world -> scene(world, Billing.onServers(world), "codedeploy:CreateDeployment"))
        .afterwards("codedeploy.OnServersTest");
  }
}
