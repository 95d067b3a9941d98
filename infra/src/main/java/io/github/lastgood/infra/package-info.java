/// The CDK app that puts Lastgood into an account.
///
/// ```
/// targets.yaml ──────────────────────────────┐
///                                            ▼
/// LedgerStack ──────► RollbackStack ──────► TargetsStack
/// (table, key:        (functions, rules,    (one row and one set of permissions
///  outlives all)       topic, alarms)        for each target)
///                                            ▲
///                     SampleServiceStack ────┘  (only with -c sample=true)
/// ```
///
/// The other samples (`-c sample=ec2`, `alb`, `route53`) stand after `RollbackStack` and register a
/// target of their own.
///
/// Start reading at `LastgoodApp`.
@NullMarked
package io.github.lastgood.infra;

import org.jspecify.annotations.NullMarked;
