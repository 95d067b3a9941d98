package io.github.lastgood.account.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/// ListServiceDeployments (newest first, in pages), DescribeServiceDeployments and
/// DescribeServiceRevisions. What is missing comes in `failures`, not as an exception.
final class RolloutQueries {
  private static final int DEFAULT_PAGE = 20;
  private static final int MOST_DESCRIBED = 20;

  private final ServiceCatalog catalog;
  private final RolloutShapes shapes;

  RolloutQueries(ServiceCatalog catalog, RolloutShapes shapes) {
    this.catalog = catalog;
    this.shapes = shapes;
  }

  ListServiceDeploymentsResponse list(ListServiceDeploymentsRequest request) {
    ServiceState service = catalog.getAnywhere(request.cluster(), request.service());
    List<ServiceDeploymentState> matching =
        service.rollouts.stream()
            .filter(
                rollout -> request.status().isEmpty() || request.status().contains(rollout.status))
            .filter(rollout -> within(request.createdAt(), rollout.createdAt))
            .toList();
    int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    int size = request.maxResults() == null ? DEFAULT_PAGE : request.maxResults();
    int to = Math.min(matching.size(), from + size);
    return ListServiceDeploymentsResponse.builder()
        .serviceDeployments(
            matching.subList(from, to).stream()
                .map(rollout -> shapes.brief(service, rollout))
                .toList())
        .nextToken(to < matching.size() ? Integer.toString(to) : null)
        .build();
  }

  private static boolean within(@Nullable CreatedAt range, Instant createdAt) {
    if (range == null) {
      return true;
    }
    return (range.after() == null || !createdAt.isBefore(range.after()))
        && (range.before() == null || !createdAt.isAfter(range.before()));
  }

  DescribeServiceDeploymentsResponse deployments(List<String> arns) {
    List<Failure> failures = new ArrayList<>();
    List<ServiceDeployment> found =
        described(
            arns,
            failures,
            (service, arn) ->
                service.rollouts.stream()
                    .filter(rollout -> rollout.arn.equals(arn))
                    .findFirst()
                    .map(rollout -> shapes.shape(service, rollout)));
    return DescribeServiceDeploymentsResponse.builder()
        .serviceDeployments(found)
        .failures(failures)
        .build();
  }

  DescribeServiceRevisionsResponse revisions(List<String> arns) {
    List<Failure> failures = new ArrayList<>();
    List<ServiceRevision> found =
        described(
            arns,
            failures,
            (service, arn) ->
                Optional.ofNullable(service.revisions.get(arn))
                    .map(revision -> shapes.revision(service, revision)));
    return DescribeServiceRevisionsResponse.builder()
        .serviceRevisions(found)
        .failures(failures)
        .build();
  }

  private <T> List<T> described(
      List<String> arns,
      List<Failure> failures,
      BiFunction<ServiceState, String, Optional<T>> lookUp) {
    EcsRefusals.atMost(MOST_DESCRIBED, arns.size(), "The list of ARNs");
    List<T> found = new ArrayList<>();
    for (String arn : arns) {
      catalog.all().stream()
          .flatMap(service -> lookUp.apply(service, arn).stream())
          .findFirst()
          .ifPresentOrElse(found::add, () -> failures.add(missing(arn)));
    }
    return found;
  }

  static Failure missing(String arn) {
    return Failure.builder().arn(arn).reason("MISSING").build();
  }
}
