/// The ledger: one DynamoDB table that knows what was good. Start reading at
/// [io.github.lastgood.ledger.Ledger]; what is written together is a
/// [io.github.lastgood.ledger.Commit].
@NullMarked
package io.github.lastgood.ledger;

import org.jspecify.annotations.NullMarked;
