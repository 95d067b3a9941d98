package io.github.lastgood.demo;

import java.util.List;

/// What a play is about: one target in the world, as people see it.
interface Subject {
  /// Its name in Lastgood.
  String target();

  /// How things stand when the play begins, in one sentence.
  String opening();

  /// The file of `events/operator/` that registers it.
  String registration();

  /// The alarms that people look at.
  List<String> alarms();

  /// What serves its users now, in one sentence.
  String running();

  /// The team deploys what hurts its users after a while.
  void deployBad(Play play);

  /// What the team deploys hurts nobody from now on.
  void soothe();
}
