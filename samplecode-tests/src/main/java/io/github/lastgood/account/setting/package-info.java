/// Time and place of the simulated account: the virtual clock with its agenda, the account's number
/// and region (from which every ARN follows), and the ids that AWS would make up.
@NullMarked
package io.github.lastgood.account.setting;

import org.jspecify.annotations.NullMarked;
