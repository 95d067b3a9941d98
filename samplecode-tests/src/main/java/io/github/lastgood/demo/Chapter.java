package io.github.lastgood.demo;

/// What a story is a story of. The chapters up to [#PIPELINE] are the kinds of rollback, with a
/// section each in `docs/rollbacks.md`.
enum Chapter {
  ECS_ROLLING("ECS service, rolling"),
  ECS_BREAKER("ECS deployment circuit breaker"),
  ECS_NATIVE("ECS service, native blue/green, linear, canary"),
  CODE_DEPLOY("CodeDeploy: ECS blue/green, servers"),
  AUTO_SCALING("Auto Scaling group, rolling"),
  ALB_SWITCH("EC2 blue/green behind an ALB"),
  ALB_CANARY("EC2 canary on ALB weights"),
  ROUTE53_CANARY("EC2 canary on Route 53 weights"),
  SHIFT("Traffic shift, forward by steps"),
  PIPELINE("CodePipeline stage"),
  MODES("Modes and people"),
  TROUBLE("What goes wrong on the way");

  private final String title;

  Chapter(String title) {
    this.title = title;
  }

  /// Its heading.
  String title() {
    return title;
  }
}
