package io.github.lastgood.wire;

import java.io.IOException;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Hands every wire test the same [WireWorld], reset.
final class WireExtension extends WorldExtension<WireWorld> implements BeforeEachCallback {

  WireExtension() {
    super(WireWorld.class);
  }

  @Override
  WireWorld start() throws MotoServer.Absent, IOException, InterruptedException {
    return WireWorld.start();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    world(context).reset();
  }
}
