/// EC2 as far as rollbacks of Auto Scaling groups need it: machine images (AMIs) and the versions
/// of launch templates.
///
/// Start with [io.github.lastgood.account.ec2.SimulatedEc2] (the client). What is refused and how
/// follows the EC2 API reference.
@NullMarked
package io.github.lastgood.account.ec2;

import org.jspecify.annotations.NullMarked;
