/// What every call into the simulated account passes: the gate that writes it into the journal and
/// asks the hooks, and the errors it may end in, with AWS's own codes.
@NullMarked
package io.github.lastgood.account.call;

import org.jspecify.annotations.NullMarked;
