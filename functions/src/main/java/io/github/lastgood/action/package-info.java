/// The edge to AWS: what it says about a target now, and the moves. One class per kind of target,
/// behind [io.github.lastgood.action.Actions]. Nothing here knows the ledger.
@NullMarked
package io.github.lastgood.action;

import org.jspecify.annotations.NullMarked;
