package io.github.lastgood.account.route53;

import io.github.lastgood.account.call.AwsErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// What Route 53 refuses (API reference, `ChangeResourceRecordSets`).
final class RecordChecks {
  private static final int MOST_WEIGHT = 255;
  private static final int LONGEST_COMMENT = 256;

  private final Set<String> healthChecks;

  RecordChecks(Set<String> healthChecks) {
    this.healthChecks = healthChecks;
  }

  static AwsServiceException noSuchHostedZone(String id) {
    return AwsErrors.refusal(
        NoSuchHostedZoneException.builder(),
        "NoSuchHostedZone",
        "No hosted zone found with ID: " + id);
  }

  static AwsServiceException invalidInput(String message) {
    return AwsErrors.refusal(InvalidInputException.builder(), "InvalidInput", message);
  }

  static void comment(String comment) {
    if (comment != null && comment.length() > LONGEST_COMMENT) {
      throw invalidInput("Comment must have length less than or equal to 256");
    }
  }

  /// Refuses the whole batch when one change of it is wrong.
  void check(Zone before, List<Change> changes) {
    var messages = new ArrayList<String>();
    var trial = before.copy();
    for (var change : changes) {
      check(trial, change, messages);
    }
    if (!messages.isEmpty()) {
      throw AwsErrors.refusal(
          InvalidChangeBatchException.builder().messages(messages),
          "InvalidChangeBatch",
          messages.toString());
    }
  }

  private void check(Zone trial, Change change, List<String> messages) {
    var record = change.resourceRecordSet();
    var what =
        "RRSet with DNS name " + Zone.normalised(record.name()) + ", type " + record.typeAsString();
    var key = Zone.Key.of(record);
    if (change.action() == ChangeAction.DELETE) {
      if (!trial.has(key)) {
        messages.add("Tried to delete a record that was not found: " + what);
      }
      trial.remove(key);
      return;
    }
    if (change.action() == ChangeAction.CREATE && trial.has(key)) {
      messages.add("Tried to create a record that already exists: " + what);
    }
    shape(record, what, messages);
    var isSimple = record.setIdentifier() == null;
    var mixed =
        trial.of(record.name(), record.typeAsString()).stream()
            .anyMatch(other -> (other.setIdentifier() == null) != isSimple);
    if (mixed) {
      messages.add(what + " cannot be created as a weighted set and a simple one exist together");
    }
    trial.put(record);
  }

  private void shape(ResourceRecordSet record, String what, List<String> messages) {
    var alias = record.aliasTarget() != null;
    var plain = record.hasResourceRecords() && record.ttl() != null;
    if (alias == plain || (alias && (record.hasResourceRecords() || record.ttl() != null))) {
      messages.add(what + " needs either an alias target or a TTL with resource records");
    }
    if ((record.setIdentifier() == null) != (record.weight() == null)) {
      messages.add(what + " needs a weight and a set identifier together");
    }
    if (record.weight() != null && (record.weight() < 0 || record.weight() > MOST_WEIGHT)) {
      messages.add(what + " has a weight that is not between 0 and 255");
    }
    if (record.healthCheckId() != null && !healthChecks.contains(record.healthCheckId())) {
      throw AwsErrors.refusal(
          NoSuchHealthCheckException.builder(),
          "NoSuchHealthCheck",
          "Unknown health check: " + record.healthCheckId());
    }
  }
}
