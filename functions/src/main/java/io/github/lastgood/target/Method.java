package io.github.lastgood.target;

/// How a rollback is made.
public enum Method {
  /// `StopServiceDeployment` with `ROLLBACK`: the deployment is in flight and ECS still holds the
  /// last known good revision as its source.
  STOP_SERVICE_DEPLOYMENT,
  /// `UpdateService` to the good task definition.
  UPDATE_SERVICE,
  /// `RegisterTaskDefinition` with a copy from the ledger, then `UpdateService` to it: the good
  /// definition is INACTIVE, one of its tags means another image by now, or it is the one that
  /// runs, with another image.
  REGISTER_COPY,
  /// `StopDeployment` with `autoRollbackEnabled`: CodeDeploy still holds the last known good
  /// revision.
  STOP_DEPLOYMENT,
  /// `CreateDeployment` with the good revision, its own alarms off.
  CREATE_DEPLOYMENT,
  /// `RollbackInstanceRefresh`: what is saved on the group is the last known good version.
  ROLLBACK_INSTANCE_REFRESH,
  /// `StartInstanceRefresh` to the good launch template version, after cancelling one that runs.
  START_INSTANCE_REFRESH,
  /// `CreateLaunchTemplateVersion` with a copy from the ledger, then `StartInstanceRefresh` to it:
  /// the good version was deleted, or the AMI that it names by a parameter is another one by now or
  /// in what runs.
  COPY_TEMPLATE_VERSION,
  /// The weights of the traffic split are set back.
  SHIFT_TRAFFIC,
  /// AWS rolls back by itself; Lastgood records it and sees it through.
  BY_AWS;

  /// True when the revision can only be deployed as a copy of what the ledger stored.
  public boolean needsCopy() {
    return this == REGISTER_COPY || this == COPY_TEMPLATE_VERSION;
  }
}
