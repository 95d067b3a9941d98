package io.github.lastgood.stage;

import io.github.lastgood.Measures;
import io.github.lastgood.decision.Decision;
import io.github.lastgood.target.Rollback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Keeps what is measured, as lines such as `decided ROLL_BACK ALARM_AFTER_DEPLOYMENT`.
public final class RecordedMeasures implements Measures {
  private final List<String> lines = new ArrayList<>();

  /// What was measured so far, oldest first.
  public List<String> lines() {
    return Collections.unmodifiableList(lines);
  }

  @Override
  public void decided(String target, Decision decision) {
    lines.add("decided " + decision.verb() + " " + decision.reason());
  }

  @Override
  public void moved(String target, Duration taken) {
    lines.add("moved after " + taken.toMillis() + " ms");
  }

  @Override
  public void ended(String target, Rollback rollback) {
    lines.add("ended " + rollback.status());
  }

  @Override
  public void openRollbacks(int count) {
    lines.add(count + " open");
  }

  @Override
  public void targetsUnseen(int count) {
    lines.add(count + " unseen");
  }

  @Override
  public void ready(String target, boolean isReady) {
    lines.add(target + (isReady ? " ready" : " not ready"));
  }

  @Override
  public void drilled(String target, Duration taken) {
    lines.add("drilled");
  }

  @Override
  public void drillMissed(boolean isMissed) {
    lines.add(isMissed ? "drill missed" : "drill not missed");
  }

  @Override
  public void refused() {
    lines.add("refused");
  }
}
