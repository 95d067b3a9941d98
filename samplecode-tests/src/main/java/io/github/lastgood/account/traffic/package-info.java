/// Traffic that two versions share by weight: how much the hurting one gets, and since when.
@NullMarked
package io.github.lastgood.account.traffic;

import org.jspecify.annotations.NullMarked;
