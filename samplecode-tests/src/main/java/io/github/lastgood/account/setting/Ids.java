package io.github.lastgood.account.setting;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;

/// The ids that AWS makes up: the same seed gives the same ids. Each kind has a stream of its own,
/// so that one more event does not change the number of the next deployment.
public final class Ids {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int SERVICE_DEPLOYMENT_ID_LENGTH = 21;
  private static final int CODE_DEPLOYMENT_ID_LENGTH = 9;

  private final Random deployments;
  private final Random serviceDeployments;
  private final Random events;
  private final Random codeDeployments;
  private final Random instances;
  private final Queue<String> numbersToUseFirst = new ArrayDeque<>();

  /// @param seed the only source of chance
  public Ids(long seed) {
    this.deployments = new Random(seed);
    this.serviceDeployments = new Random(seed + 1);
    this.events = new Random(seed + 2);
    this.codeDeployments = new Random(seed + 3);
    this.instances = new Random(seed + 4);
  }

  /// Makes `number` the next deployment number; several calls queue up.
  public void nextDeploymentNumber(String number) {
    numbersToUseFirst.add(number);
  }

  /// Nineteen digits, shared by the ECS deployment `ecs-svc/<number>` and its service revision.
  public String deploymentNumber() {
    String scripted = numbersToUseFirst.poll();
    return scripted != null
        ? scripted
        : Long.toString(
            deployments.nextLong(1_000_000_000_000_000_000L, 9_000_000_000_000_000_000L));
  }

  /// The last segment of a service deployment's ARN.
  public String serviceDeploymentId() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < SERVICE_DEPLOYMENT_ID_LENGTH; i++) {
      id.append(LETTERS.charAt(serviceDeployments.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  /// A deployment of CodeDeploy: `d-` and nine capital letters and digits.
  public String codeDeploymentId() {
    StringBuilder id = new StringBuilder("d-");
    for (int i = 0; i < CODE_DEPLOYMENT_ID_LENGTH; i++) {
      id.append(CAPITALS.charAt(codeDeployments.nextInt(CAPITALS.length())));
    }
    return id.toString();
  }

  /// A UUID for an event or a message.
  public String uuid() {
    byte[] bytes = new byte[16];
    events.nextBytes(bytes);
    return UUID.nameUUIDFromBytes(bytes).toString();
  }

  /// An EC2 instance: `i-` and seventeen hexadecimal digits.
  public String instanceId() {
    return "i-0" + "%016x".formatted(instances.nextLong());
  }

  /// A UUID for an instance refresh, from the stream of the instances.
  public String refreshId() {
    byte[] bytes = new byte[16];
    instances.nextBytes(bytes);
    return UUID.nameUUIDFromBytes(bytes).toString();
  }
}
