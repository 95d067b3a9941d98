package io.github.lastgood.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports of this machine.
final class Ports {

  private Ports() {}

  /// A port that nobody listened on a moment ago, for servers that cannot choose one themselves.
  static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
