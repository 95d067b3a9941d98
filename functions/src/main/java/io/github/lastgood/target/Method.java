package io.github.lastgood.target;

/// How a rollback is made.
public enum Method {
  /// `StopServiceDeployment` with `ROLLBACK`: the deployment is in flight and ECS still holds the
  /// last known good revision as its source.
  STOP_SERVICE_DEPLOYMENT,
  /// `UpdateService` to the good task definition.
  UPDATE_SERVICE,
  /// `RegisterTaskDefinition` with a copy from the ledger, then `UpdateService` to it: the good
  /// definition is INACTIVE, or one of its tags means another image by now.
  REGISTER_COPY,
  /// ECS rolls back by itself; Lastgood records it and sees it through.
  BY_AWS
}
