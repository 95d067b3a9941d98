package io.github.lastgood.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

class SdkJsonTest {

  /// A definition with every kind of member: nested, lists, maps, enums, numbers, truth values.
  static TaskDefinition definition() {
    return TaskDefinition.builder()
        .taskDefinitionArn("arn:aws:ecs:eu-west-1:111122223333:task-definition/orders-api:41")
        .family("orders-api")
        .revision(41)
        .status("INACTIVE")
        .registeredAt(Instant.parse("2026-11-01T08:59:00Z"))
        .registeredBy("arn:aws:iam::111122223333:role/deployer")
        .compatibilities(Compatibility.EC2, Compatibility.FARGATE)
        .requiresAttributes(
            Attribute.builder().name("com.amazonaws.ecs.capability.ecr-auth").build())
        .requiresCompatibilities(Compatibility.FARGATE)
        .networkMode(NetworkMode.AWSVPC)
        .cpu("512")
        .memory("1024")
        .executionRoleArn("arn:aws:iam::111122223333:role/orders-api-execution")
        .taskRoleArn("arn:aws:iam::111122223333:role/orders-api-task")
        .ephemeralStorage(e -> e.sizeInGiB(30))
        .runtimePlatform(p -> p.cpuArchitecture("ARM64").operatingSystemFamily("LINUX"))
        .volumes(
            Volume.builder()
                .name("data")
                .efsVolumeConfiguration(e -> e.fileSystemId("fs-1"))
                .build())
        .containerDefinitions(app(), proxy())
        .build();
  }

  private static ContainerDefinition app() {
    return ContainerDefinition.builder()
        .name("app")
        .image("111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders-api:v41")
        .essential(true)
        .cpu(256)
        .environment(KeyValuePair.builder().name("MODE").value("live").build())
        .secrets(
            Secret.builder().name("DB").valueFrom("arn:aws:ssm:eu-west-1:1:parameter/db").build())
        .portMappings(PortMapping.builder().containerPort(8080).protocol("tcp").build())
        .dockerLabels(Map.of("team", "orders"))
        .command("serve", "--port", "8080")
        .dependsOn(
            ContainerDependency.builder()
                .containerName("proxy")
                .condition(ContainerCondition.HEALTHY)
                .build())
        .logConfiguration(
            l -> l.logDriver(LogDriver.AWSLOGS).options(Map.of("awslogs-group", "orders")))
        .healthCheck(h -> h.command("CMD", "true").interval(10).retries(3))
        .build();
  }

  private static ContainerDefinition proxy() {
    return ContainerDefinition.builder()
        .name("proxy")
        .image("public.ecr.aws/envoy:v1")
        .essential(false)
        .build();
  }

  @Test
  void aDefinitionComesBackAsItWentExceptForItsTimes() {
    var back = SdkJson.read(SdkJson.write(definition()), TaskDefinition.builder()).build();

    assertThat(back).isEqualTo(definition().toBuilder().registeredAt(null).build());
  }

  @Test
  void itIsWrittenUnderAwssOwnNames() throws Exception {
    var json = SdkJson.write(definition());

    assertThat(json.path("containerDefinitions").path(0).path("portMappings"))
        .isEqualTo(new ObjectMapper().readTree("[{\"containerPort\":8080,\"protocol\":\"tcp\"}]"));
    assertThat(json.path("networkMode").textValue()).isEqualTo("awsvpc");
    assertThat(json.path("ephemeralStorage").path("sizeInGiB").isInt()).isTrue();
    assertThat(json.path("containerDefinitions").path(1).path("essential").isBoolean()).isTrue();
  }

  @Test
  void whatWasNotSetIsNotWritten() {
    var json = SdkJson.write(TaskDefinition.builder().family("orders-api").build());

    assertThat(json.properties()).hasSize(1);
  }

  @Test
  void anEmptyListThatWasSetIsKept() {
    var json = SdkJson.write(TaskDefinition.builder().volumes(List.of()).build());

    assertThat(json.path("volumes").isArray()).isTrue();
  }

  @Test
  void aCopyKeepsWhatCanBeRegisteredAndLeavesOutWhatAwsAdds() {
    var copy =
        SdkJson.read(SdkJson.write(definition()), RegisterTaskDefinitionRequest.builder()).build();

    assertThat(copy)
        .isEqualTo(
            RegisterTaskDefinitionRequest.builder()
                .family("orders-api")
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .cpu("512")
                .memory("1024")
                .executionRoleArn("arn:aws:iam::111122223333:role/orders-api-execution")
                .taskRoleArn("arn:aws:iam::111122223333:role/orders-api-task")
                .ephemeralStorage(definition().ephemeralStorage())
                .runtimePlatform(definition().runtimePlatform())
                .volumes(definition().volumes())
                .containerDefinitions(definition().containerDefinitions())
                .build());
  }

  @Test
  void membersThatAreNullOrUnknownAreLeftOut() throws Exception {
    var json =
        new ObjectMapper()
            .readTree("{\"family\":\"orders-api\",\"cpu\":null,\"newIn2027\":{\"a\":1}}");

    assertThat(SdkJson.read(json, RegisterTaskDefinitionRequest.builder()).build())
        .isEqualTo(RegisterTaskDefinitionRequest.builder().family("orders-api").build());
  }

  @Test
  void numbersOfEverySizeComeBack() {
    var datum = MetricDatum.builder().metricName("m").value(0.25).values(1.5, 2.0).build();

    assertThat(SdkJson.read(SdkJson.write(datum), MetricDatum.builder()).build()).isEqualTo(datum);
  }

  @Test
  void bytesAreNotStored() {
    var bytes = AttributeValue.builder().b(SdkBytes.fromUtf8String("x")).s("text").build();

    assertThat(SdkJson.read(SdkJson.write(bytes), AttributeValue.builder()).build())
        .isEqualTo(AttributeValue.builder().s("text").build());
  }
}
