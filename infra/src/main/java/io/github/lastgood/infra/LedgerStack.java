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
    output(
        "LedgerTableName",
        ledger.table().getTableName(),
        "The ledger. It stays when the stack is deleted, with its key. To delete it: aws dynamodb"
            + " update-table --no-deletion-protection-enabled --table-name NAME, then aws dynamodb"
            + " delete-table --table-name NAME");
    output(
        "LedgerKeyId",
        ledger.key().getKeyId(),
        "Its key, which stays as well. To delete it, when the table is gone: aws kms"
            + " schedule-key-deletion --key-id ID");
  }

  private void output(String id, String value, String description) {
    CfnOutput.Builder.create(this, id).value(value).description(description).build();
  }

  /// The ledger.
  public Ledger ledger() {
    return ledger;
  }
}
