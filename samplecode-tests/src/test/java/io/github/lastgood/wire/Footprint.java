package io.github.lastgood.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// What a process has used since it was started.
///
/// @param cpu processor time of all its threads, the JVM's own included. Other processes that keep
///   the machine busy hardly change it, unlike the time on the clock
/// @param peakMegabytes the most memory that it held at any moment
record Footprint(Duration cpu, int peakMegabytes) {

  /// Reads it from Linux (`man proc_pid_status`, `VmHWM`).
  static Footprint of(Process process) throws IOException {
    Duration cpu = process.info().totalCpuDuration().orElseThrow();
    try (Stream<String> status =
        Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      String peak = status.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
      return new Footprint(cpu, Integer.parseInt(peak.replaceAll("\\D", "")) / 1024);
    }
  }
}
