package io.github.lastgood.action;

import io.github.lastgood.target.Resource.Route53TrafficSplit;
import io.github.lastgood.target.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// The weighted records of one name and type, as Route 53 has them now.
///
/// @param records all of them, in Route 53's order
record WeightedRecords(List<ResourceRecordSet> records) {

  /// Reads them. The list begins at the name and goes on past it, in pages.
  ///
  /// @param name without the last dot
  static WeightedRecords read(Route53Client route53, String zoneId, String name, String type) {
    var found = new ArrayList<ResourceRecordSet>();
    var request =
        ListResourceRecordSetsRequest.builder()
            .hostedZoneId(zoneId)
            .startRecordName(name)
            .startRecordType(type)
            .build();
    try {
      while (request != null) {
        var page = route53.listResourceRecordSets(request);
        page.resourceRecordSets().stream()
            .filter(record -> isOf(record, name, type))
            .forEach(found::add);
        var last = page.resourceRecordSets().isEmpty() ? null : page.resourceRecordSets().getLast();
        var goesOn =
            Boolean.TRUE.equals(page.isTruncated()) && last != null && isOf(last, name, type);
        request =
            goesOn
                ? request.toBuilder()
                    .startRecordName(page.nextRecordName())
                    .startRecordType(page.nextRecordType())
                    .startRecordIdentifier(page.nextRecordIdentifier())
                    .build()
                : null;
      }
      return new WeightedRecords(found);
    } catch (NoSuchHostedZoneException e) {
      return new WeightedRecords(List.of());
    }
  }

  static WeightedRecords read(Route53Client route53, Route53TrafficSplit split) {
    return read(route53, split.hostedZoneId(), split.name(), split.type());
  }

  /// Route 53 returns names in lower case, with a dot at the end and `*` as `\052`.
  private static boolean isOf(ResourceRecordSet record, String name, String type) {
    var plain = record.name().toLowerCase(Locale.ROOT).replace("\\052", "*");
    return plain.equals(name + ".") && type.equals(record.typeAsString());
  }

  /// The weighted record with that set identifier.
  Optional<ResourceRecordSet> record(String setIdentifier) {
    return records.stream()
        .filter(record -> setIdentifier.equals(record.setIdentifier()) && record.weight() != null)
        .findFirst();
  }

  /// Empty when a record is missing, or both have weight 0.
  Optional<Split> split(Route53TrafficSplit sides) {
    var stable = record(sides.stable());
    var candidate = record(sides.candidate());
    return stable.isEmpty() || candidate.isEmpty()
        ? Optional.empty()
        : Split.ofWeights(stable.get().weight(), candidate.get().weight());
  }

  /// A record beside the two that gets traffic; null when there is none.
  @Nullable String other(Route53TrafficSplit sides) {
    return records.stream()
        .filter(record -> record.weight() != null && record.weight() > 0)
        .map(ResourceRecordSet::setIdentifier)
        .filter(id -> !id.equals(sides.stable()) && !id.equals(sides.candidate()))
        .findFirst()
        .orElse(null);
  }

  /// How long resolvers keep an answer. An alias has no TTL of its own: 60 s where it points at a
  /// load balancer (Route 53 developer guide, "Choosing between alias and non-alias records").
  long ttlSeconds() {
    return records.stream()
        .map(ResourceRecordSet::ttl)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .max()
        .orElse(60);
  }
}
