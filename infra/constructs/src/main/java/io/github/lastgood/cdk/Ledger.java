package io.github.lastgood.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/// The ledger: one DynamoDB table and the key that encrypts it. Both stay when their stack is
/// deleted. Best in a stack of its own, because it must outlive the functions: what was known to be
/// good last week cannot be computed again.
public final class Ledger extends Construct {
  private final Table table;
  private final Key key;

  /// Adds the ledger to a stack.
  public Ledger(Construct scope, String id) {
    super(scope, id);
    key = makeKey();
    table = makeTable(key);
  }

  /// The ledger.
  public ITable table() {
    return table;
  }

  /// Encrypts the ledger, and the notices on their way.
  public IKey key() {
    return key;
  }

  private Key makeKey() {
    Key made =
        Key.Builder.create(this, "Key")
            .description("Lastgood: ledger and notices")
            .enableKeyRotation(true)
            // Without its key a retained table is noise.
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    // CloudWatch publishes Lastgood's own alarms on the encrypted topic.
    made.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmsPublishOnTheTopic")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
            .resources(List.of("*")) // in a key policy: this key
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
    return made;
  }

  private Table makeTable(IKey encryptedBy) {
    return Table.Builder.create(this, "Ledger")
        .partitionKey(Attribute.builder().name("pk").type(AttributeType.STRING).build())
        .sortKey(Attribute.builder().name("sk").type(AttributeType.STRING).build())
        .timeToLiveAttribute("expiresAt")
        // A handful of requests a minute, and a burst when many alarms ring.
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        // Stored task definitions carry their environment variables: a key of the account's own
        // says who can read them.
        .encryption(TableEncryption.CUSTOMER_MANAGED)
        .encryptionKey(encryptedBy)
        .deletionProtection(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }
}
