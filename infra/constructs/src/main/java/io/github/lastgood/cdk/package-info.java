/// Lastgood for other CDK apps: constructs, and no app. The app of the module `infra` is made of
/// them.
@NullMarked
package io.github.lastgood.cdk;

import org.jspecify.annotations.NullMarked;
