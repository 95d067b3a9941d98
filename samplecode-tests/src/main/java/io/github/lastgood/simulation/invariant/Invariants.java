package io.github.lastgood.simulation.invariant;

import java.util.List;

/// All promises.
public final class Invariants {
  private Invariants() {}

  /// In the order of the design's list; a new promise is added here.
  public static List<Invariant> all() {
    return List.of(
        new OneRollbackAtATime(),
        new OneRollbackForADeployment(),
        new NothingBadIsGoneBackTo(),
        new KnownGoodOrNamed(),
        new KnownGoodHasBaked(),
        new TakenBackIsQuarantined(),
        new ClaimComesFirst(),
        new SignalsLeaveReceipts(),
        new PeopleAreTold(),
        new NothingStaysOpen(),
        new NobodyIsLeftHurt(),
        new BudgetHolds(),
        new OnlyTheDeployedIsTakenBack(),
        new LeaveIsRespected(),
        new CapacityStays(),
        new PipelinesHearOfIt(),
        new LookingChangesNothing(),
        new DrillsMoveNothing(),
        new HooksRefuseForAReason(),
        new LedgerIsTrue());
  }
}
