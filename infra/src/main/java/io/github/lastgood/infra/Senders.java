package io.github.lastgood.infra;

import io.github.lastgood.cdk.targets.BadConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.constructs.Construct;

/// Who may put events on the central bus; context key `hub`.
public sealed interface Senders {
  /// Every account of an organization: `-c hub=o-a1b2c3d4e5`.
  record Organization(String id) implements Senders {}

  /// These accounts: `-c hub=111122223333,444455556666`.
  record Accounts(List<String> ids) implements Senders {
    public Accounts {
      ids = List.copyOf(ids);
    }
  }

  Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");
  Pattern ACCOUNT = Pattern.compile("\\d{12}");

  /// Those that the app's context names; empty when no central bus is asked for.
  ///
  /// @throws BadConfiguration when it names neither
  static Optional<Senders> from(Construct app) {
    return Settings.value(app, "hub").map(Senders::of);
  }

  private static Senders of(String written) {
    if (ORGANIZATION.matcher(written).matches()) {
      return new Organization(written);
    }
    List<String> accounts = Stream.of(written.split(",", -1)).map(String::strip).toList();
    if (accounts.stream().allMatch(each -> ACCOUNT.matcher(each).matches())) {
      return new Accounts(accounts);
    }
    throw new BadConfiguration(
        "hub '%s' names nobody; write an organization's id such as o-a1b2c3d4e5, or accounts such as"
                .formatted(written)
            + " 111122223333,444455556666.");
  }
}
