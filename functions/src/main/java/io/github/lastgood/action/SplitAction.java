package io.github.lastgood.action;

import io.github.lastgood.target.Resource;
import io.github.lastgood.target.ResourceForm;
import io.github.lastgood.target.Split;
import java.util.Optional;

/// A traffic split: its weights can also be moved forward, step by step.
///
/// @param <F> what owners write
/// @param <R> what AWS knows
public interface SplitAction<F extends ResourceForm, R extends Resource> extends KindAction<F, R> {

  /// Why the sides that the split gives traffic to cannot take it now; empty when they can.
  Optional<String> unfit(R resource, Split split);

  /// Sets the weights, unless they are set already. Both sides stay in place, so that the way back
  /// stays short.
  Moved shift(R resource, Split split);

  /// Whether AWS has made the change.
  ///
  /// @param change what [Moved.Accepted] named; such as Route 53's change id
  boolean isMade(String change);
}
