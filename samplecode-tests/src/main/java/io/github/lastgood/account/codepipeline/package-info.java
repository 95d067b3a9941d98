/// CodePipeline's Lambda invoke action: jobs that a function answers by API.
@NullMarked
package io.github.lastgood.account.codepipeline;

import org.jspecify.annotations.NullMarked;
