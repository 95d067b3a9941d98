package io.github.lastgood.simulation.invariant;

import io.github.lastgood.account.call.Call;
import io.github.lastgood.simulation.Run;

/// A call to AWS at the moment at which AWS does it.
///
/// @param run whose call it is
public record Called(Run run, Call call) {}
