/// Amazon ECR as far as Lastgood uses it: repositories, tags, digests.
@NullMarked
package io.github.lastgood.account.ecr;

import org.jspecify.annotations.NullMarked;
