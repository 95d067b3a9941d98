package io.github.lastgood.account.ecs;

import io.github.lastgood.account.setting.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The clusters and services, found as ECS finds them: by name or by ARN, the cluster `default`
/// when none is named.
final class ServiceCatalog {
  private final Place place;
  private final Set<String> clusters = new LinkedHashSet<>();
  private final Map<String, ServiceState> services = new LinkedHashMap<>();

  ServiceCatalog(Place place) {
    this.place = place;
  }

  void add(ServiceState service) {
    clusters.add(service.cluster);
    services.put(service.arn, service);
  }

  Collection<ServiceState> all() {
    return services.values();
  }

  Collection<String> clusters() {
    return clusters;
  }

  String serviceArn(String cluster, String nameOrArn) {
    return place.serviceArn(cluster, lastSegment(nameOrArn));
  }

  /// The cluster's name.
  String cluster(@Nullable String nameOrArn) {
    String name = nameOrArn == null ? "default" : lastSegment(nameOrArn);
    if (!clusters.contains(name)) {
      throw EcsRefusals.clusterNotFound();
    }
    return name;
  }

  Optional<ServiceState> find(String cluster, String nameOrArn) {
    return Optional.ofNullable(services.get(serviceArn(cluster, nameOrArn)));
  }

  ServiceState get(@Nullable String cluster, String nameOrArn) {
    return find(cluster(cluster), nameOrArn).orElseThrow(EcsRefusals::serviceNotFound);
  }

  /// As [#get], but without a cluster the one in the service's ARN is taken.
  ServiceState getAnywhere(@Nullable String cluster, String nameOrArn) {
    ServiceState byArn = cluster == null ? services.get(nameOrArn) : null;
    return byArn != null ? byArn : get(cluster, nameOrArn);
  }

  private static String lastSegment(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }
}
