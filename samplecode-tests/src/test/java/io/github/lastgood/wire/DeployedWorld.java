package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The account of the event files with Lastgood installed in it, and somebody who listens to what
/// it says. moto plays AWS, the ledger's table included; [AwsFront] the part of ECS that moto
/// lacks.
final class DeployedWorld implements Closeable {

  private static final String NOTICES = "notices";
  private static final String HAPPENINGS = "happenings";
  private static final Path DIRECTORY = Path.of("target", "deploy").toAbsolutePath();

  private final MotoServer moto;
  private final AwsFront front;
  private final Scene scene;
  private final AssetBucket assets;
  private final DeployedFunctions functions;
  private final InvokePermissions permissions;
  private final CloudFormation cloudFormation;
  private final Queues queues;
  private final DeployedRoles roles;
  private final DeployedRules rules;
  private final DynamoDbClient dynamoDb;
  private final Set<String> before;
  private final Installation installation;

  private DeployedWorld(MotoServer moto, Installation.Synthesized app)
      throws IOException, InterruptedException {
    this.moto = moto;
    URI endpoint = moto.endpoint();
    front = new AwsFront(endpoint, endpoint);
    scene = new Scene(endpoint, front.ecs());
    scene.set();
    scene.addService("billing-api", "7405112398841120654");
    assets = new AssetBucket(endpoint, app.first().assets().getFirst().bucket());
    functions = new DeployedFunctions(endpoint, assets, front.endpoint(), DIRECTORY);
    permissions = new InvokePermissions(endpoint);
    cloudFormation = new CloudFormation(endpoint, functions);
    queues = new Queues(endpoint);
    roles = new DeployedRoles(endpoint);
    rules = new DeployedRules(endpoint, functions, permissions, queues);
    dynamoDb = AwsClients.at(endpoint, DynamoDbClient.builder());
    queues.create(NOTICES);
    queues.create(HAPPENINGS);
    queues.listen(HAPPENINGS, "lastgood");
    before = Inventory.of(endpoint);
    installation = new Installation(app.first(), app.second(), assets, cloudFormation);
    installation.install();
    queues.subscribe(NOTICES, installation.output("NotificationTopicArn"));
  }

  static DeployedWorld start() throws MotoServer.Absent, IOException, InterruptedException {
    MotoServer moto = MotoServer.start();
    return new DeployedWorld(moto, Installation.Synthesized.in(DIRECTORY));
  }

  Installation installation() {
    return installation;
  }

  CloudFormation cloudFormation() {
    return cloudFormation;
  }

  DeployedFunctions functions() {
    return functions;
  }

  InvokePermissions permissions() {
    return permissions;
  }

  DeployedRoles roles() {
    return roles;
  }

  DeployedRules rules() {
    return rules;
  }

  Queues queues() {
    return queues;
  }

  Scene scene() {
    return scene;
  }

  AwsFront front() {
    return front;
  }

  /// What the ledger's table holds.
  LedgerRows ledger() {
    return new LedgerRows(dynamoDb, installation.output("LedgerTableName"));
  }

  /// What an operator command is answered.
  JsonNode operator(String file) throws IOException, InterruptedException {
    String command = Events.file("operator/" + file).text();
    String function = installation.output("OperatorFunctionName");
    return Json.read(functions.invoke(function, command).body());
  }

  /// The subjects of the notices since the last look.
  List<String> notices() {
    return queues.take(NOTICES).stream().map(notice -> notice.path("Subject").asText()).toList();
  }

  /// What Lastgood put on the event bus since the last look: the detail types.
  List<String> happenings() {
    return queues.take(HAPPENINGS).stream()
        .map(event -> event.path("detail-type").asText())
        .toList();
  }

  /// What is in the account and was not before the installation: kind and name of each.
  SortedSet<String> installed() {
    SortedSet<String> installed = Inventory.of(moto.endpoint());
    installed.removeAll(before);
    return installed;
  }

  @Override
  public void close() throws IOException {
    functions.close();
    permissions.close();
    cloudFormation.close();
    queues.close();
    roles.close();
    rules.close();
    dynamoDb.close();
    assets.close();
    scene.close();
    front.close();
    moto.close();
  }
}
