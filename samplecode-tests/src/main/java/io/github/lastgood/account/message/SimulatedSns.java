package io.github.lastgood.account.message;

import io.github.lastgood.account.call.AwsErrors;
import io.github.lastgood.account.setting.Ids;
import io.github.lastgood.account.setting.Place;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/// The SNS client of the simulated account: Publish, with the limits that SNS puts on a subject and
/// a message (SNS API reference, Publish).
public final class SimulatedSns implements SnsClient {
  private static final int LONGEST_SUBJECT = 99;
  private static final int LARGEST_MESSAGE = 256 * 1024;

  private final Place place;
  private final Ids ids;
  private final InstantSource clock;
  private final Set<String> topics = new LinkedHashSet<>();
  private final List<PublishedNotice> published = new ArrayList<>();

  /// An SNS without topics.
  public SimulatedSns(Place place, Ids ids, InstantSource clock) {
    this.place = place;
    this.ids = ids;
    this.clock = clock;
  }

  /// Creates a topic.
  ///
  /// @return its ARN
  public String createTopic(String name) {
    String arn = place.topicArn(name);
    topics.add(arn);
    return arn;
  }

  /// Everything published so far, oldest first.
  public List<PublishedNotice> published() {
    return Collections.unmodifiableList(published);
  }

  @Override
  public PublishResponse publish(PublishRequest request) {
    if (request.topicArn() == null || !topics.contains(request.topicArn())) {
      throw AwsErrors.refusal(NotFoundException.builder(), "NotFound", "Topic does not exist");
    }
    String message = Optional.ofNullable(request.message()).orElse("");
    if (message.isEmpty()) {
      throw invalid("Empty message");
    }
    if (message.getBytes(StandardCharsets.UTF_8).length > LARGEST_MESSAGE) {
      throw invalid("Message too long");
    }
    String subject = Optional.ofNullable(request.subject()).orElse("");
    if (request.subject() != null && !isSubject(subject)) {
      throw invalid("Subject");
    }
    published.add(new PublishedNotice(clock.instant(), request.topicArn(), subject, message));
    return PublishResponse.builder().messageId(ids.uuid()).build();
  }

  /// Printable ASCII of less than 100 characters that does not begin with a space.
  private static boolean isSubject(String subject) {
    return !subject.isEmpty()
        && subject.length() <= LONGEST_SUBJECT
        && subject.charAt(0) != ' '
        && subject.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
  }

  private static RuntimeException invalid(String what) {
    return AwsErrors.refusal(
        InvalidParameterException.builder(), "InvalidParameter", "Invalid parameter: " + what);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
