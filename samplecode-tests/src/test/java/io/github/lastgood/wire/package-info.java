/// The shaded jar on the wire: each handler runs in a JVM of its own under AWS's Lambda runtime
/// interface client, and every AWS call it makes goes over HTTP.
///
/// ```
///  event ─▶ LambdaRuntime ─▶ child JVM: runtime interface client + lastgood-functions.jar
///                                     │ AWS_ENDPOINT_URL
///                                     ▼
///                                 AwsFront ──▶ EcsServices   services, deployments, revisions
///                                  records ──▶ LedgerTable   DynamoDB Local
///                                  every   ──▶ MotoServer    task definitions, alarms, images,
///                                  call                      topics, event buses
/// ```
///
/// Start reading at [io.github.lastgood.wire.AlarmShapesIT], then
/// [io.github.lastgood.wire.WireWorld].
///
/// [io.github.lastgood.wire.DeployIT] does not set the functions up by itself: it deploys the
/// shipped CDK app, and everything between an event and AWS is what it finds deployed.
///
/// ```
///  infra/synth ─▶ CloudAssembly ─▶ Installation ─▶ CloudFormation ─▶ moto: rules, permissions,
///                                                  │ custom           functions, roles, table
///                                                  ▼ resources                │
///  event ─▶ DeployedRules ──▶ InvokePermissions ─▶ DeployedFunctions ◀────────┘
///           Event Ruler                            one LambdaRuntime each ─▶ AwsFront ─▶ moto
/// ```
@NullMarked
package io.github.lastgood.wire;

import org.jspecify.annotations.NullMarked;
