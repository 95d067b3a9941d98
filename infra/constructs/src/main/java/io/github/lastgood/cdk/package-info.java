/// Lastgood for CDK apps in Java: constructs, and no app. The app of the module `infra` is made of
/// them as well.
///
/// ```
/// Ledger ──────► Lastgood ──────► RollbackTarget, one for each thing that may be rolled back
/// (table, key)   (functions,      (one row in the ledger, the permissions on exactly that thing)
///                 rules, topic)    ▲
///                                  │ Target, read out of the CDK's own objects, or written down
/// ```
///
/// What Lastgood is made of is in `rollback`; what a target is, and what is granted for it, in
/// `targets`.
///
/// Start reading at `RollbackTarget`.
@NullMarked
package io.github.lastgood.cdk;

import org.jspecify.annotations.NullMarked;
