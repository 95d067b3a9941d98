package io.github.lastgood.infra;

import io.github.lastgood.cdk.Ledger;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The ledger, in a stack of its own: it must outlive the functions.
public final class LedgerStack extends Stack {
  private final Ledger ledger;

  /// Adds the stack to an app.
  public LedgerStack(Construct scope, StackProps props) {
    super(scope, "LastgoodLedger", props);
    // The CDK leaves this id out of the logical ids. Another id would make another table.
    ledger = new Ledger(this, "Default");
    CfnOutput.Builder.create(this, "LedgerTableName")
        .value(ledger.table().getTableName())
        .description("The ledger. It stays when the stack is deleted; so does its key")
        .build();
  }

  /// The ledger.
  public Ledger ledger() {
    return ledger;
  }
}
