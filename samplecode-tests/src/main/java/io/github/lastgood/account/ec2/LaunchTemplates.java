package io.github.lastgood.account.ec2;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/// The launch templates with their versions: numbered from 1, immutable, deletable, numbers are
/// never used again. `$Latest` is the highest that is left, `$Default` the one that was chosen.
final class LaunchTemplates {
  static final String LATEST = "$Latest";
  static final String DEFAULT = "$Default";

  private final InstantSource clock;
  private final String creator;
  private final Map<String, Template> byId = new LinkedHashMap<>();

  LaunchTemplates(InstantSource clock, String creator) {
    this.clock = clock;
    this.creator = creator;
  }

  static final class Template {
    final String id;
    final String name;
    final TreeMap<Long, LaunchTemplateVersion> versions = new TreeMap<>();
    long next;
    long chosen;

    private Template(String id, String name, long next) {
      this.id = id;
      this.name = name;
      this.next = next;
      this.chosen = next;
    }
  }

  void create(String id, String name, long firstVersion) {
    byId.put(id, new Template(id, name, firstVersion));
  }

  Template template(@Nullable String id, @Nullable String name) {
    return find(id, name)
        .orElseThrow(() -> Ec2Refusals.templateNotFound(id != null ? id : String.valueOf(name)));
  }

  Optional<Template> find(@Nullable String id, @Nullable String name) {
    return byId.values().stream()
        .filter(each -> id != null ? each.id.equals(id) : each.name.equals(name))
        .findFirst();
  }

  LaunchTemplateVersion add(
      Template template, ResponseLaunchTemplateData data, @Nullable String description) {
    long number = template.next++;
    LaunchTemplateVersion version =
        LaunchTemplateVersion.builder()
            .launchTemplateId(template.id)
            .launchTemplateName(template.name)
            .versionNumber(number)
            .versionDescription(description)
            .createTime(clock.instant())
            .createdBy(creator)
            .launchTemplateData(data)
            .build();
    template.versions.put(number, version);
    return version;
  }

  /// @param wanted a number, `$Latest` or `$Default`
  static Optional<LaunchTemplateVersion> version(Template template, String wanted) {
    return switch (wanted) {
      case LATEST -> Optional.ofNullable(template.versions.lastEntry()).map(Map.Entry::getValue);
      case DEFAULT -> Optional.ofNullable(template.versions.get(template.chosen));
      default ->
          wanted.matches("[1-9][0-9]{0,17}")
              ? Optional.ofNullable(template.versions.get(Long.valueOf(wanted)))
              : Optional.empty();
    };
  }

  static List<LaunchTemplateVersion> newestFirst(Template template) {
    return List.copyOf(template.versions.descendingMap().values());
  }
}
