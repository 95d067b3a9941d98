package io.github.lastgood.permission;

import io.github.lastgood.account.Account;
import io.github.lastgood.account.World;
import io.github.lastgood.account.call.Call;
import io.github.lastgood.account.setting.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeBatch;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// The table from an AWS call to what IAM is asked for it. A call that has no row fails the proof.
///
/// Actions, resources and condition keys: AWS Service Authorization Reference, page of each
/// service. What is asked besides the action itself stands at its row. EC2 launches have a table of
/// their own, [Launches].
final class Authorizations {
  private static final Place PLACE = World.PLACE;
  private static final String HERE = PLACE.region() + ":" + PLACE.accountId();
  private static final String DNS = "route53:ChangeResourceRecordSets";

  private final Account account;
  private final Launches launches;

  /// @param account knows what a request names by an id only
  Authorizations(Account account) {
    this.account = account;
    this.launches = new Launches(account);
  }

  /// What IAM is asked; every one of them must be allowed.
  List<Authorization> of(Call call) {
    return switch (call.service()) {
      case "ecs" -> ecs(call);
      case "codedeploy" -> codeDeploy(call);
      case "codepipeline" -> codePipeline(call);
      case "route53" -> route53(call);
      case "dynamodb" -> dynamoDb(call);
      case "autoscaling", "ec2" -> launches.of(call);
      case "elasticloadbalancing", "ecr", "cloudwatch", "sns", "events" -> others(call);
      default -> throw unknown(call);
    };
  }

  private static List<Authorization> ecs(Call call) {
    return switch (call.operation()) {
      case "DescribeTaskDefinition", "ListClusters", "ListServices" -> anything(call);
      case "DescribeServices" ->
          each(call, "services", service -> service(call.argument("cluster"), service));
      case "ListServiceDeployments" ->
          one(call, service(call.argument("cluster"), call.argument("service")));
      // These three need the service as well as what they name.
      case "DescribeServiceDeployments" ->
          withServices(each(call, "serviceDeploymentArns", arn -> arn));
      case "DescribeServiceRevisions" ->
          withServices(each(call, "serviceRevisionArns", arn -> arn));
      case "StopServiceDeployment" ->
          withServices(one(call, call.argument("serviceDeploymentArn")));
      case "UpdateService" -> List.of(update(call));
      case "RegisterTaskDefinition" -> register(call);
      default -> throw unknown(call);
    };
  }

  private static Authorization update(Call call) {
    var update =
        Authorization.of(call.name(), service(call.argument("cluster"), call.argument("service")));
    var definition = last(call.argument("taskDefinition"));
    return definition.isEmpty()
        ? update
        : update.with(
            "ecs:task-definition", "arn:aws:ecs:" + HERE + ":task-definition/" + definition);
  }

  /// Also to pass the two roles, and to tag what is created.
  private static List<Authorization> register(Call call) {
    var revision = "arn:aws:ecs:" + HERE + ":task-definition/" + call.argument("family") + ":*";
    var roles =
        Stream.of("taskRoleArn", "executionRoleArn")
            .map(call::argument)
            .filter(role -> !role.isEmpty())
            .map(role ->
                Authorization.of("iam:PassRole", role)
                    .with("iam:PassedToService", "ecs-tasks.amazonaws.com"));
    var tags =
        texts(call, "tags").stream()
            .limit(1)
            .map(_ ->
                Authorization.of("ecs:TagResource", revision)
                    .with("ecs:CreateAction", "RegisterTaskDefinition"));
    return Stream.of(one(call, revision).stream(), roles, tags).flatMap(each -> each).toList();
  }

  private static List<Authorization> withServices(List<Authorization> parts) {
    return parts.stream()
        .flatMap(part -> {
          var names = part.resource().split("/", -1);
          return Stream.of(part, part.on(service(names[1], names[2])));
        })
        .toList();
  }

  private static String service(String cluster, String service) {
    return PLACE.serviceArn(last(cluster), last(service));
  }

  private List<Authorization> codeDeploy(Call call) {
    return switch (call.operation()) {
      case "StopDeployment", "GetDeploymentTarget" -> anything(call);
      case "GetDeploymentGroup", "ListDeployments" -> one(call, group(call));
      case "GetApplicationRevision" -> one(call, application(call));
      case "GetDeployment" -> {
        var id = call.argument("deploymentId");
        var info = account.codeDeploy().getDeployment(get -> get.deploymentId(id)).deploymentInfo();
        yield one(
            call, PLACE.deploymentGroupArn(info.applicationName(), info.deploymentGroupName()));
      }
      // It also registers the revision, and reads the group's configuration.
      case "CreateDeployment" ->
          List.of(
              Authorization.of(call.name(), group(call)),
              Authorization.of("codedeploy:RegisterApplicationRevision", application(call)),
              Authorization.of(
                  "codedeploy:GetDeploymentConfig",
                  "arn:aws:codedeploy:" + HERE + ":deploymentconfig:CodeDeployDefault.AllAtOnce"));
      default -> throw unknown(call);
    };
  }

  private static String group(Call call) {
    return PLACE.deploymentGroupArn(
        call.argument("applicationName"), call.argument("deploymentGroupName"));
  }

  private static String application(Call call) {
    return PLACE.codeDeployApplicationArn(call.argument("applicationName"));
  }

  private static List<Authorization> codePipeline(Call call) {
    var arn = "arn:aws:codepipeline:" + HERE + ":";
    return switch (call.operation()) {
      case "PutJobSuccessResult", "PutJobFailureResult" -> anything(call);
      case "GetPipeline", "GetPipelineState" -> one(call, arn + call.argument("name"));
      case "ListActionExecutions", "ListPipelineExecutions" ->
          one(call, arn + call.argument("pipelineName"));
      case "DisableStageTransition", "RollbackStage" ->
          one(call, arn + call.argument("pipelineName") + "/" + call.argument("stageName"));
      default -> throw unknown(call);
    };
  }

  private static List<Authorization> route53(Call call) {
    return switch (call.operation()) {
      case "GetChange" -> one(call, "arn:aws:route53:::change/" + last(call.argument("id")));
      case "GetHealthCheckStatus" ->
          one(call, "arn:aws:route53:::healthcheck/" + call.argument("healthCheckId"));
      case "ListResourceRecordSets" -> one(call, zone(call));
      case "ChangeResourceRecordSets" -> List.of(change(call));
      default -> throw unknown(call);
    };
  }

  /// Names come to IAM in lower case and without the last dot (Route 53 developer guide,
  /// "Normalized record names").
  private static Authorization change(Call call) {
    if (!(call.arguments().get("changeBatch") instanceof ChangeBatch batch)) {
      throw unknown(call);
    }
    var records = batch.changes().stream().map(Change::resourceRecordSet).toList();
    return Authorization.of(call.name(), zone(call))
        .with(DNS + "Actions", batch.changes().stream().map(Change::actionAsString).toList())
        .with(DNS + "RecordTypes", records.stream().map(ResourceRecordSet::typeAsString).toList())
        .with(
            DNS + "NormalizedRecordNames",
            records.stream().map(record -> normalized(record.name())).toList());
  }

  private static String normalized(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replaceFirst("\\.$", "").replace("*", "\\052");
  }

  private static String zone(Call call) {
    return "arn:aws:route53:::hostedzone/" + last(call.argument("hostedZoneId"));
  }

  /// A transaction has no action of its own: it needs those of what is in it. The table's key is
  /// used in the caller's name.
  private static List<Authorization> dynamoDb(Call call) {
    return switch (call.operation()) {
      case "TransactWriteItems" ->
          elements(call, "transactItems").stream()
              .map(TransactWriteItem.class::cast)
              .flatMap(item -> encrypted("dynamodb", write(item)))
              .toList();
      case "BatchGetItem" ->
          call.arguments().get("requestItems") instanceof Map<?, ?> tables
              ? tables.keySet().stream()
                  .flatMap(table ->
                      encrypted("dynamodb", Authorization.of(call.name(), table(table.toString()))))
                  .toList()
              : List.of();
      case "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query" ->
          encrypted("dynamodb", Authorization.of(call.name(), table(call.argument("tableName"))))
              .toList();
      default -> throw unknown(call);
    };
  }

  private static Authorization write(TransactWriteItem item) {
    if (item.put() != null) {
      return Authorization.of("dynamodb:PutItem", table(item.put().tableName()));
    }
    if (item.delete() != null) {
      return Authorization.of("dynamodb:DeleteItem", table(item.delete().tableName()));
    }
    return item.update() != null
        ? Authorization.of("dynamodb:UpdateItem", table(item.update().tableName()))
        : Authorization.of("dynamodb:ConditionCheckItem", table(item.conditionCheck().tableName()));
  }

  private static String table(String name) {
    return "arn:aws:dynamodb:" + HERE + ":table/" + name;
  }

  /// With what the service asks the key for in the caller's name: DynamoDB to read the table's own
  /// key, SNS one for the message (KMS developer guide, "Using encryption context" of DynamoDB; SNS
  /// developer guide, "Managing encryption keys").
  private static Stream<Authorization> encrypted(String service, Authorization itself) {
    var actions =
        service.equals("sns")
            ? Stream.of("kms:Decrypt", "kms:GenerateDataKey")
            : Stream.of("kms:Decrypt");
    return Stream.concat(
        Stream.of(itself),
        actions.map(action ->
            Authorization.of(action, Names.KEY)
                .with("kms:ViaService", service + "." + PLACE.region() + ".amazonaws.com")));
  }

  private static List<Authorization> others(Call call) {
    return switch (call.name()) {
      case "cloudwatch:DescribeAlarms",
          "cloudwatch:GetMetricData",
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth" ->
          anything(call);
      case "elasticloadbalancing:ModifyRule" -> one(call, call.argument("ruleArn"));
      case "elasticloadbalancing:ModifyListener" -> one(call, call.argument("listenerArn"));
      case "ecr:DescribeImages", "ecr:GetLifecyclePolicy" ->
          one(
              call,
              "arn:aws:ecr:%s:%s:repository/%s"
                  .formatted(
                      PLACE.region(),
                      call.argument("registryId"),
                      call.argument("repositoryName")));
      case "sns:Publish" ->
          encrypted("sns", Authorization.of(call.name(), call.argument("topicArn"))).toList();
      case "events:PutEvents" ->
          elements(call, "entries").stream()
              .map(PutEventsRequestEntry.class::cast)
              .map(entry ->
                  Authorization.of(
                          call.name(),
                          "arn:aws:events:" + HERE + ":event-bus/" + last(entry.eventBusName()))
                      .with("events:source", entry.source()))
              .toList();
      default -> throw unknown(call);
    };
  }

  static List<Authorization> anything(Call call) {
    return one(call, Authorization.ANYTHING);
  }

  static List<Authorization> one(Call call, String resource) {
    return List.of(Authorization.of(call.name(), resource));
  }

  private static List<Authorization> each(
      Call call, String member, Function<String, String> resource) {
    return texts(call, member).stream()
        .map(text -> Authorization.of(call.name(), resource.apply(text)))
        .toList();
  }

  private static List<String> texts(Call call, String member) {
    return elements(call, member).stream().map(Object::toString).toList();
  }

  private static Collection<?> elements(Call call, String member) {
    return call.arguments().get(member) instanceof Collection<?> all ? all : List.of();
  }

  /// What follows the last slash: the name in an ARN, or the name itself.
  private static String last(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  static IllegalStateException unknown(Call call) {
    return new IllegalStateException(
        "Authorizations has no row for " + call.name() + "; add what IAM is asked for it.");
  }
}
