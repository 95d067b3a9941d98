/// Answers to what cdk-nag finds.
@NullMarked
package io.github.lastgood.cdk.nag;

import org.jspecify.annotations.NullMarked;
