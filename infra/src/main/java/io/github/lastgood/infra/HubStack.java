package io.github.lastgood.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.OrganizationPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/// The central bus: it takes Lastgood's events, and no others, from many accounts and regions. What
/// becomes of them there is for the rules that its owners add.
public final class HubStack extends Stack {

  /// Adds the stack to an app.
  public HubStack(Construct scope, StackProps props, Senders senders) {
    super(scope, "LastgoodHub", props);
    EventBus bus =
        EventBus.Builder.create(this, "Bus")
            .eventBusName("lastgood-hub")
            .description("What the Lastgoods of other accounts and regions say")
            .build();
    bus.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("LastgoodsEventsOnly")
            .principals(principals(senders))
            .actions(List.of("events:PutEvents"))
            .resources(List.of(bus.getEventBusArn()))
            .conditions(
                Map.of(
                    "ForAllValues:StringEquals", Map.of("events:source", "lastgood"),
                    // ForAllValues is true of nothing at all.
                    "Null", Map.of("events:source", "false")))
            .build());
    CfnOutput.Builder.create(this, "BusArn")
        .value(bus.getEventBusArn())
        .description("forwardTo of the installations")
        .build();
  }

  private static List<IPrincipal> principals(Senders senders) {
    return switch (senders) {
      case Senders.Organization organization ->
          List.of(new OrganizationPrincipal(organization.id()));
      case Senders.Accounts accounts ->
          accounts.ids().stream().<IPrincipal>map(AccountPrincipal::new).toList();
    };
  }
}
