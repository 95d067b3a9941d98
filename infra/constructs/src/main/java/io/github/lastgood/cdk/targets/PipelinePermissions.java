package io.github.lastgood.cdk.targets;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What the functions may do to one target and to the one stage of the one pipeline that deploys
/// it.
///
/// @param stack gives partition, region and account
/// @param pipeline the stage
/// @param target what they may do to the target itself
record PipelinePermissions(Stack stack, PipelineStage pipeline, TargetPermissions target)
    implements TargetPermissions {

  @Override
  public List<PolicyStatement> reading() {
    return both(target.reading(), List.of(allow(pipelineArn(), "codepipeline:GetPipeline")));
  }

  @Override
  public List<PolicyStatement> judging() {
    return target.judging();
  }

  @Override
  public List<PolicyStatement> acting() {
    return both(target.acting(), pipeline.rollsBack() ? rollingBack() : stopping());
  }

  private List<PolicyStatement> stopping() {
    return List.of(
        allow(pipelineArn(), "codepipeline:GetPipelineState"),
        allow(stageArn(), "codepipeline:DisableStageTransition"));
  }

  /// Stopping as well: that is what is done when the stage cannot be rolled back.
  private List<PolicyStatement> rollingBack() {
    return List.of(
        allow(
            pipelineArn(),
            "codepipeline:GetPipelineState",
            "codepipeline:ListActionExecutions",
            "codepipeline:ListPipelineExecutions"),
        allow(stageArn(), "codepipeline:DisableStageTransition", "codepipeline:RollbackStage"));
  }

  @Override
  public int characters() {
    var length = new Length(stack);
    return target.characters() + 2 * length.of(pipelineArn()) + length.of(stageArn());
  }

  private String pipelineArn() {
    return arn(pipeline.name());
  }

  private String stageArn() {
    return arn(pipeline.name() + "/" + pipeline.stage());
  }

  private String arn(String resource) {
    return stack.formatArn(
        ArnComponents.builder()
            .service("codepipeline")
            .resource(resource)
            .arnFormat(ArnFormat.NO_RESOURCE_NAME)
            .build());
  }

  private static List<PolicyStatement> both(
      List<PolicyStatement> some, List<PolicyStatement> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static PolicyStatement allow(String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }
}
