package io.github.lastgood.account.ecs;

import io.github.lastgood.account.event.EventFeed;
import io.github.lastgood.account.setting.Agenda;
import io.github.lastgood.account.setting.Ids;
import io.github.lastgood.account.setting.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/// The ECS client of the simulated account, and what a story may do to ECS besides calling it.
///
/// Operations that are not overridden throw the interface's own [UnsupportedOperationException].
public final class SimulatedEcs implements EcsClient {
  private static final int MOST_SERVICES = 10;

  private final ServiceCatalog catalog;
  private final TaskDefinitions definitions;
  private final TaskDefinitionCalls taskDefinitionCalls;
  private final Workloads workloads;
  private final ServiceHealth health;
  private final Deployer deployer;
  private final ServiceUpdates updates;
  private final RolloutQueries queries;
  private final ServiceShapes shapes;
  private final LifecycleHooks hooks;
  private final Agenda agenda;
  private final Place place;

  /// An ECS without clusters.
  ///
  /// @param registry where images come from
  /// @param alarms what the deployment alarms say
  public SimulatedEcs(
      Place place,
      Agenda agenda,
      Ids ids,
      EventFeed feed,
      RolloutTiming timing,
      ImageRegistry registry,
      AlarmStates alarms) {
    this.agenda = agenda;
    this.place = place;
    this.catalog = new ServiceCatalog(place);
    this.definitions = new TaskDefinitions(place, agenda.clock());
    this.taskDefinitionCalls = new TaskDefinitionCalls(definitions);
    this.workloads = new Workloads(registry);
    this.health = new ServiceHealth(workloads);
    this.shapes = new ServiceShapes(place);
    this.queries = new RolloutQueries(catalog, new RolloutShapes(place));
    DeploymentEvents events = new DeploymentEvents(feed);
    FailureDetection detection = new FailureDetection(agenda, ids, alarms, events);
    this.hooks = new LifecycleHooks(ids);
    RolloutEngine engine = new RolloutEngine(agenda, timing, workloads, events, detection, hooks);
    this.deployer = new Deployer(place, ids, agenda.clock(), registry, engine);
    this.updates =
        new ServiceUpdates(catalog, definitions, deployer, engine, detection, agenda.clock());
  }

  /// Creates a service that has been running its task definition for long; its cluster with it.
  public void createService(ServiceSpec spec) {
    TaskDefinition definition =
        definitions
            .find(spec.taskDefinition())
            .orElseThrow(() -> EcsRefusals.client("TaskDefinition not found."));
    catalog.add(deployer.settled(spec, definition));
  }

  /// Deletes a service: it stays visible as INACTIVE and refuses updates.
  public void deleteService(String cluster, String service) {
    catalog.get(cluster, service).status = "INACTIVE";
  }

  /// Puts a service behind load balancers.
  public void balance(String cluster, String service, LoadBalancer... balancers) {
    catalog.get(cluster, service).loadBalancers = List.of(balancers);
  }

  /// Lets the next revision registered in `family` have this number.
  public void nextRevision(String family, int revision) {
    definitions.nextRevision(family, revision);
  }

  /// Removes a revision wholly, so that it cannot even be described.
  public void deleteTaskDefinition(String name) {
    definitions.find(name).ifPresent(definitions::delete);
  }

  /// How the tasks of each image behave.
  public Workloads workloads() {
    return workloads;
  }

  /// Lets lifecycle hooks reach their functions.
  public void answerHooks(HookFunctions functions) {
    hooks.answerBy(functions);
  }

  /// Whether the service hurts its users now.
  public boolean isRed(String cluster, String service) {
    return health.isRed(catalog.get(cluster, service), agenda.now());
  }

  /// The service as DescribeServices would show it.
  public Service service(String cluster, String service) {
    return shapes.shape(catalog.get(cluster, service));
  }

  @Override
  public UpdateServiceResponse updateService(UpdateServiceRequest request) {
    return UpdateServiceResponse.builder().service(shapes.shape(updates.update(request))).build();
  }

  @Override
  public StopServiceDeploymentResponse stopServiceDeployment(StopServiceDeploymentRequest request) {
    return StopServiceDeploymentResponse.builder()
        .serviceDeploymentArn(updates.stop(request))
        .build();
  }

  @Override
  public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
    String cluster = catalog.cluster(request.cluster());
    EcsRefusals.atMost(MOST_SERVICES, request.services().size(), "services");
    List<Service> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String name : request.services()) {
      Optional<ServiceState> service = catalog.find(cluster, name);
      service.ifPresentOrElse(
          state -> found.add(shapes.shape(state)),
          () -> failures.add(RolloutQueries.missing(catalog.serviceArn(cluster, name))));
    }
    return DescribeServicesResponse.builder().services(found).failures(failures).build();
  }

  @Override
  public ListClustersResponse listClusters(ListClustersRequest request) {
    return ListClustersResponse.builder()
        .clusterArns(catalog.clusters().stream().map(place::clusterArn).toList())
        .build();
  }

  @Override
  public ListServicesResponse listServices(ListServicesRequest request) {
    String cluster = catalog.cluster(request.cluster());
    return ListServicesResponse.builder()
        .serviceArns(
            catalog.all().stream()
                .filter(service -> service.cluster.equals(cluster))
                .map(service -> service.arn)
                .toList())
        .build();
  }

  @Override
  public ListServiceDeploymentsResponse listServiceDeployments(
      ListServiceDeploymentsRequest request) {
    return queries.list(request);
  }

  @Override
  public DescribeServiceDeploymentsResponse describeServiceDeployments(
      DescribeServiceDeploymentsRequest request) {
    return queries.deployments(request.serviceDeploymentArns());
  }

  @Override
  public DescribeServiceRevisionsResponse describeServiceRevisions(
      DescribeServiceRevisionsRequest request) {
    return queries.revisions(request.serviceRevisionArns());
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    return taskDefinitionCalls.describe(request);
  }

  @Override
  public RegisterTaskDefinitionResponse registerTaskDefinition(
      RegisterTaskDefinitionRequest request) {
    return taskDefinitionCalls.register(request);
  }

  @Override
  public DeregisterTaskDefinitionResponse deregisterTaskDefinition(
      DeregisterTaskDefinitionRequest request) {
    return taskDefinitionCalls.deregister(request);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
