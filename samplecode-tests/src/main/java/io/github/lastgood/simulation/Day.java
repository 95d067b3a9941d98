package io.github.lastgood.simulation;

import io.github.lastgood.account.Account;
import io.github.lastgood.simulation.team.AlbTeam;
import io.github.lastgood.simulation.team.CodeDeployTeam;
import io.github.lastgood.simulation.team.DnsTeam;
import io.github.lastgood.simulation.team.EcsTeam;
import io.github.lastgood.simulation.team.FleetTeam;
import io.github.lastgood.simulation.team.Team;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Which targets there are on a seed's day: two to five of all kinds.
final class Day {
  private static final List<String> NAMES =
      List.of(
          "orders-api",
          "search-api",
          "basket-api",
          "billing",
          "web-fleet",
          "shop-front",
          "shop-dns");

  private Day() {}

  static List<Team> teams(Account account, Chance chance) {
    var names = new ArrayList<>(NAMES);
    var teams = new ArrayList<Team>();
    var most = chance.between(2, 5);
    while (teams.size() < most) {
      var name = names.remove(chance.between(0, names.size() - 1));
      teams.add(team(name, account, chance.of(name)));
    }
    return Collections.unmodifiableList(teams);
  }

  private static Team team(String name, Account account, Chance chance) {
    return switch (name) {
      case "basket-api" -> EcsTeam.shifting(name, account, chance);
      case "billing" -> CodeDeployTeam.of(name, account, chance);
      case "web-fleet" -> FleetTeam.of(name, account, chance);
      case "shop-front" -> AlbTeam.of(name, account, chance);
      case "shop-dns" -> DnsTeam.of(name, account, chance);
      default -> EcsTeam.rolling(name, account, chance);
    };
  }
}
