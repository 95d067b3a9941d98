package io.github.lastgood.simulation.team;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lastgood.account.Account;
import io.github.lastgood.account.codepipeline.SimulatedPipeline;
import io.github.lastgood.simulation.Chance;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/// A team's pipeline. After a rollback its last stage takes nothing in, until somebody opens it.
final class Delivery {
  private static final String STAGE = "Prod";

  private final String target;
  private final Account account;
  private final Chance chance;
  private final SimulatedPipeline pipeline;
  private final boolean rollsBack;

  private Delivery(String target, Account account, Chance chance) {
    this.target = target;
    this.account = account;
    this.chance = chance;
    this.pipeline =
        account
            .codePipeline()
            .create(target + "-delivery", PipelineType.V2, List.of("Source", "Build", STAGE));
    this.rollsBack = chance.once(0.4);
  }

  static Delivery of(String target, Account account, Chance chance) {
    return new Delivery(target, account, chance);
  }

  /// The stage as the owner writes it into `targets.yaml`.
  ObjectNode stage() {
    return Team.object()
        .put("name", target + "-delivery")
        .put("stage", STAGE)
        .put("onRollback", rollsBack ? "rollbackStage" : "stopTransition");
  }

  /// Sends a release through the pipeline; often the pipeline then has it verified. Where the way
  /// is stopped, somebody may open it first.
  ///
  /// @param words what the release is
  /// @param deploy what the last stage does, and what it calls that
  String release(String words, Supplier<String> deploy) {
    if (pipeline.stopped().isPresent() && chance.once(0.6)) {
      pipeline.open();
    }
    pipeline.release(deploy);
    if (pipeline.stopped().isPresent()) {
      return "releases " + words + "; it waits in front of the stopped stage";
    }
    if (chance.once(0.5)) {
      account
          .codePipeline()
          .run("{\"mode\":\"verify\",\"target\":\"" + target + "\",\"timeout\":\"40m\"}");
    }
    return "releases " + words;
  }
}
