/// CodePipeline: jobs of Lambda invoke actions that a function answers by API, and pipelines whose
/// last stage deploys.
@NullMarked
package io.github.lastgood.account.codepipeline;

import org.jspecify.annotations.NullMarked;
