package io.github.lastgood.wire;

import java.io.IOException;

/// Hands the tests an account with Lastgood installed in it.
final class DeployedExtension extends WorldExtension<DeployedWorld> {

  DeployedExtension() {
    super(DeployedWorld.class);
  }

  @Override
  DeployedWorld start() throws MotoServer.Absent, IOException, InterruptedException {
    return DeployedWorld.start();
  }
}
