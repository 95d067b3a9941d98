/// Lastgood on the simulated account: the real handlers, DynamoDB's own engine as the ledger,
/// events that arrive, retries and ticks. Stories and the demo play here.
@NullMarked
package io.github.lastgood.stage;

import org.jspecify.annotations.NullMarked;
