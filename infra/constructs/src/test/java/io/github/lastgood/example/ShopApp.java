package io.github.lastgood.example;

import io.github.lastgood.cdk.Lastgood;
import io.github.lastgood.cdk.Ledger;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/// Another team's app, with Lastgood in it.
///
/// @param lastgood the installation
/// @param orders a stack with a target
public record ShopApp(Lastgood lastgood, OrdersStack orders) {

  /// Adds the stacks to an app.
  public static ShopApp addTo(App app, Path jar) {
    // README
    var ledger = new Ledger(new Stack(app, "LastgoodLedger"), "Ledger");
    var lastgood =
        Lastgood.Builder.create(new Stack(app, "Lastgood"), "Lastgood")
            .functionsJar(jar) // lastgood-functions.jar
            .ledger(ledger)
            .email("oncall@example.com")
            .build();
    // end
    return new ShopApp(lastgood, new OrdersStack(app, "Orders", lastgood));
  }
}
